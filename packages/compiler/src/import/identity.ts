import { fold } from "@facet/engine";
import { withoutMinus } from "./minus.ts";

/** What tells a phrase from others of its list. */
export interface PhraseNames {
  readonly keyword: string;
  readonly match: string;
  readonly group: string;
  readonly ids: Readonly<Record<string, string>>;
}

/**
 * The name of a phrase from one import to the next: the id that the ad system gave it, else its text
 * in its group. Google and Microsoft give one text one id in all groups.
 */
export function identityOf(phrase: PhraseNames): string {
  const { phrase_id, targetid } = phrase.ids;
  if (phrase_id !== undefined && phrase_id !== "") return `id\0${phrase_id}`;
  if (targetid !== undefined && targetid !== "") return `target\0${targetid}\0${phrase.group}`;
  return textIdentityOf(phrase);
}

/** A phrase by its text in its group: for one that had no id, or has got another. */
export function textIdentityOf({ keyword, match, group }: PhraseNames): string {
  return `text\0${fold(keyword)}\0${match}\0${group}`;
}

/** The same without minus words, which are changed more often than phrases. */
export function bareIdentityOf({ keyword, match, group }: PhraseNames): string {
  return `bare\0${fold(withoutMinus(keyword))}\0${match}\0${group}`;
}

/** The same with any match type: for one whose match type was changed. */
export function groupedIdentityOf({ keyword, group }: PhraseNames): string {
  return `grouped\0${fold(withoutMinus(keyword))}\0${group}`;
}

/** The same in any group: for one that was moved. */
export function movedIdentityOf({ keyword, match }: PhraseNames): string {
  return `moved\0${fold(withoutMinus(keyword))}\0${match}`;
}

/** The same in any group, with any match type. */
export function wordsIdentityOf({ keyword }: Pick<PhraseNames, "keyword">): string {
  return `words\0${fold(withoutMinus(keyword))}`;
}
