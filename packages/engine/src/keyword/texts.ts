import { RulesetError } from "../load/ruleset-error.ts";
import { readText } from "./text-bytes.ts";

/** Texts as they were written, by their numbers. */
export interface Texts {
  /** Of the phrase of a row. */
  phrase(row: number): string;
  /** Of a minus pattern. */
  minus(pattern: number): string;
}

/** Texts as bytes, one behind the other. */
export interface TextBytes {
  /** One behind the other; each text is whole in one of them. */
  readonly pieces: readonly Uint8Array[];
  /** Text → where it starts; one more entry ends the last one. */
  readonly starts: Uint32Array;
}

// In memory "FKT2": a machine of the other byte order reads another number.
const MAGIC = 0x32544b46;
/** The magic number and how many phrases and minus phrases there are. */
const HEADER = 3;

/** Puts the texts of phrases and of minus phrases into one buffer. */
export function writeTexts(phrases: TextBytes, minuses: TextBytes): ArrayBuffer {
  const counts = [phrases.starts.length - 1, minuses.starts.length - 1] as const;
  const end = HEADER + counts[0] + counts[1];
  const shift = phrases.starts[counts[0]] as number;
  const length = shift + (minuses.starts[counts[1]] as number);
  const words = new Uint32Array(end + 1 + Math.ceil(length / 4));
  words.set([MAGIC, ...counts]);
  words.set(phrases.starts, HEADER);
  // Where the phrases end the minus phrases begin.
  const starts = words.subarray(HEADER + counts[0], end + 1);
  starts.set(minuses.starts);
  for (let i = 0; i < starts.length; i++) starts[i] = (starts[i] as number) + shift;
  const all = new Uint8Array(words.buffer, 4 * (end + 1));
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
  if (magic !== MAGIC || words.length !== end + 1 + Math.ceil((words[end] ?? Number.NaN) / 4)) {
    throw new RulesetError(
      "malformed",
      "the texts of phrases were written by another version; compile the rules again",
    );
  }
  const starts = words.subarray(HEADER, end + 1);
  const bytes = new Uint8Array(words.buffer, 4 * (end + 1));
  const read = (text: number): string =>
    readText(bytes, starts[text] as number, starts[text + 1] as number);
  return { phrase: read, minus: (pattern) => read(phrases + pattern) };
}
