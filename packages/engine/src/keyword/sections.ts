import { RulesetError } from "../load/ruleset-error.ts";

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
  /** Table of the forms of all words of phrases → terms. */
  "forms",
  /** Table of the words that a phrase wants in one form → classes. */
  "fixed",
  /** Table of ids and canonical texts → rows. */
  "keys",
] as const;

/** Name of a part of the index. */
export type SectionName = (typeof SECTIONS)[number];

/** The index, ready to be read. */
export type Sections = Readonly<Record<SectionName, Uint32Array>>;

// In memory "FKI3": a machine of the other byte order reads another number.
const MAGIC = 0x33494b46;
/** The magic number and the length of each part. */
const HEADER = 1 + SECTIONS.length;

/** The numbers of each part, or how many there are where they are filled in later. */
export type SectionContents = Readonly<Record<SectionName, Uint32Array | number>>;

/**
 * Puts the parts one behind the other into one buffer.
 *
 * @returns the buffer, and views of the parts by which the others are filled in.
 */
export function writeSections(contents: SectionContents): {
  readonly buffer: ArrayBuffer;
  readonly parts: Sections;
} {
  const lengths = SECTIONS.map((name) => lengthOf(contents[name]));
  const words = new Uint32Array(lengths.reduce((sum, length) => sum + length, HEADER));
  words.set([MAGIC, ...lengths]);
  const parts = viewsOf(words);
  for (const name of SECTIONS) {
    const content = contents[name];
    if (typeof content !== "number") parts[name].set(content);
  }
  return { buffer: words.buffer, parts };
}

function lengthOf(content: Uint32Array | number): number {
  return typeof content === "number" ? content : content.length;
}

/**
 * Makes views of the parts; nothing is copied.
 *
 * @param words A buffer of {@link writeSections}.
 * @throws RulesetError where it is none.
 */
export function readSections(words: Uint32Array<ArrayBuffer>): Sections {
  const lengths = words.subarray(1, HEADER);
  const total = lengths.reduce((sum, length) => sum + length, HEADER);
  if (words[0] !== MAGIC || total !== words.length) {
    throw new RulesetError(
      "malformed",
      "the index of phrases was written by another version; compile the rules again",
    );
  }
  return viewsOf(words);
}

function viewsOf(words: Uint32Array<ArrayBuffer>): Sections {
  let at = HEADER;
  const views = SECTIONS.map((name, position) => {
    const start = at;
    at += words[1 + position] as number;
    return [name, words.subarray(start, at)] as const;
  });
  return Object.fromEntries(views) as Record<SectionName, Uint32Array>;
}
