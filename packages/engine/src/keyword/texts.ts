import { RulesetError } from "../load/ruleset-error.ts";

/** Texts as they were written, by their numbers. */
export interface Texts {
  /** Of the phrase of a row. */
  phrase(row: number): string;
  /** Of a minus pattern. */
  minus(pattern: number): string;
}

/** Texts as UTF-16 code units, one behind the other. */
export interface TextUnits {
  /** One behind the other. */
  readonly pieces: readonly Uint16Array[];
  /** Text → where it starts; one more entry ends the last one. */
  readonly starts: Uint32Array;
}

// In memory "FKT1": a machine of the other byte order reads another number.
const MAGIC = 0x31544b46;
/** The magic number and how many phrases and minus phrases there are. */
const HEADER = 3;

/** Puts the texts of phrases and of minus phrases into one buffer. */
export function writeTexts(phrases: TextUnits, minuses: TextUnits): ArrayBuffer {
  const counts = [phrases.starts.length - 1, minuses.starts.length - 1] as const;
  const units = HEADER + counts[0] + counts[1] + 1;
  const shift = phrases.starts[counts[0]] as number;
  const length = shift + (minuses.starts[counts[1]] as number);
  const words = new Uint32Array(units + Math.ceil(length / 2));
  words.set([MAGIC, ...counts]);
  words.set(phrases.starts, HEADER);
  // Where the phrases end the minus phrases begin.
  const starts = words.subarray(HEADER + counts[0], units);
  starts.set(minuses.starts);
  for (let i = 0; i < starts.length; i++) starts[i] = (starts[i] as number) + shift;
  const all = new Uint16Array(words.buffer, 4 * units);
  let at = 0;
  for (const piece of [...phrases.pieces, ...minuses.pieces]) {
    all.set(piece, at);
    at += piece.length;
  }
  return words.buffer;
}

/**
 * Makes the reader of texts; a text is only put together when it is asked for.
 *
 * @param words A buffer of {@link writeTexts}.
 * @throws RulesetError where it is none.
 */
export function readTexts(words: Uint32Array<ArrayBuffer>): Texts {
  const [magic, phrases = 0, minuses = 0] = words;
  const end = HEADER + phrases + minuses;
  if (magic !== MAGIC || words.length !== end + 1 + Math.ceil((words[end] ?? Number.NaN) / 2)) {
    throw new RulesetError(
      "malformed",
      "the texts of phrases were written by another version; compile the rules again",
    );
  }
  const starts = words.subarray(HEADER, end + 1);
  const units = new Uint16Array(words.buffer, 4 * (end + 1));
  const read = (text: number): string =>
    toText(units, starts[text] as number, starts[text + 1] as number);
  return { phrase: read, minus: (pattern) => read(phrases + pattern) };
}

// Eight at a time takes a third of the time that one at a time does, and half of what `apply` does.
const STEP = 8;

function toText(units: Uint16Array, start: number, end: number): string {
  let text = "";
  let at = start;
  for (; at + STEP <= end; at += STEP) {
    text += String.fromCharCode(
      units[at] as number,
      units[at + 1] as number,
      units[at + 2] as number,
      units[at + 3] as number,
      units[at + 4] as number,
      units[at + 5] as number,
      units[at + 6] as number,
      units[at + 7] as number,
    );
  }
  for (; at < end; at++) text += String.fromCharCode(units[at] as number);
  return text;
}
