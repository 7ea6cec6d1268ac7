import type { Keywords } from "../ruleset.ts";
import { decodeBase64 } from "./base64.ts";

/**
 * The parts of the compiled index. All are arrays of unsigned 32-bit numbers.
 *
 * Words are known by their class: a number from 1, the rarer the smaller. A class is either a term
 * (a word in all its forms) or one fixed form.
 */
export const SECTIONS = [
  /** Term → class, 0 where no phrase has it. */
  "termClass",
  /** Class → number of phrases that require it. */
  "frequency",
  /** Class → where its kin starts in `kin`. */
  "kinStart",
  /** Classes that a word of the class may be a form of. */
  "kin",
  /** Class → first phrase pattern of which it is the rarest word. */
  "first",
  /** Phrase pattern → its second rarest word, scattered. */
  "second",
  /** Phrase pattern → its entry, four numbers. */
  "entries",
  /** Phrase pattern → a byte of its range's filter. */
  "filter",
  "body",
  "minusFirst",
  "minusSecond",
  "minusEntries",
  "minusFilter",
  "minusBody",
  /** Set of minus patterns → where it starts in `setItems`; set 0 is empty. */
  "setStart",
  /** Minus patterns of the sets, each set ascending. */
  "setItems",
  /** Row → scope: a group of a list, or the list itself. */
  "rowScope",
  "scopeList",
  /** Scope → 1 + position of its name in `groups`, 0 for the list itself. */
  "scopeGroup",
  /** Scope → set of minus patterns of the group. */
  "scopeMinus",
  /** List → set of minus patterns of the list. */
  "listMinus",
  /** List → its first row. */
  "listStart",
  /** Every {@link TEXT_STEP}th row → where its text starts in `texts`. */
  "textStart",
] as const;

/** Name of a part of the index. */
export type SectionName = (typeof SECTIONS)[number];

/** The index, ready to be read. */
export type Sections = Readonly<Record<SectionName, Uint32Array>>;

/** Rows between two known starts of texts. */
export const TEXT_STEP = 8;

/**
 * Makes views of the compiled index; nothing is parsed.
 *
 * @throws RangeError where a part is missing or lies outside of the data.
 */
export function readSections({ data, sections }: Keywords): Sections {
  const words = new Uint32Array(decodeBase64(data).buffer);
  const views = SECTIONS.map((name) => {
    const [start = -1, length = 0] = Object.hasOwn(sections, name) ? (sections[name] ?? []) : [];
    if (start < 0 || length < 0 || start + length > words.length) {
      throw new RangeError(`the keyword index has no part "${name}"`);
    }
    return [name, words.subarray(start, start + length)] as const;
  });
  return Object.fromEntries(views) as Record<SectionName, Uint32Array>;
}
