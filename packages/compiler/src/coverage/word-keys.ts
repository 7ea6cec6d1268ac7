import { guessKeys, tokenise } from "@facet/engine";

/** A word of a text, and what its other forms may share with it. */
export interface WordKey {
  readonly word: string;
  /** Never empty. */
  readonly keys: readonly string[];
}

/** Shortest word that says what a text is about. */
const MIN_LENGTH = 3;

/** The words of a text that say what it is about, each once: none of one or two letters. */
export function wordKeys(text: string): readonly WordKey[] {
  const words = new Set(tokenise(text).filter((word) => word.length >= MIN_LENGTH));
  return [...words].map((word) => ({ word, keys: [word, ...guessKeys(word)] }));
}
