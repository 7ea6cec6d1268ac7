import type { Template } from "../ruleset.ts";
import { fold } from "../text/fold.ts";

/** The script a text is written in, as far as places need to know. */
export type TextScript = "cyrillic" | "latin";

/** What `where` works with. */
export interface PlaceOptions {
  /** Folded name → Russian form with its preposition. */
  readonly placeForms: Readonly<Record<string, string>>;
  /** Script of the text around the place; absent: the text has no letters. */
  readonly script?: TextScript;
}

/**
 * Where a place is: in a Cyrillic text its Russian form with preposition («в Москве»), in a Latin one
 * `in` and the name, in a text without letters whichever the name has.
 *
 * @returns `undefined` where the name has no form that fits: a default is better than a wrong
 *   declension or two languages in one sentence.
 */
export function toPlaceForm(
  name: string,
  { placeForms, script }: PlaceOptions,
): string | undefined {
  const key = fold(name);
  if (script !== "latin" && Object.hasOwn(placeForms, key)) return placeForms[key];
  if (script === "cyrillic") return undefined;
  return /^\p{Script=Latin}[\p{Script=Latin}\p{M}\s.'’-]*$/u.test(name) ? `in ${name}` : undefined;
}

/** The script of a template's own text: its literals and defaults. One Cyrillic letter decides. */
export function scriptOf(template: Template): TextScript | undefined {
  let script: TextScript | undefined;
  for (const part of template) {
    const text = typeof part === "string" ? part : (part.default ?? "");
    if (/\p{Script=Cyrillic}/u.test(text)) return "cyrillic";
    if (/\p{Script=Latin}/u.test(text)) script = "latin";
  }
  return script;
}
