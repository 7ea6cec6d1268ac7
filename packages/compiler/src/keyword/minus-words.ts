import { readKeyword } from "./read-keyword.ts";
import type { MinusSource } from "./read-minus.ts";

/** A minus word behind a phrase, read once however often it comes. */
export interface MinusWord {
  readonly minus: readonly MinusSource[];
  /** What a register of patterns knows them by, once they are in it. */
  numbers?: readonly number[];
}

/** Reads the minus words of phrases of Yandex Direct, `-a -!b`. */
export interface MinusWords {
  /**
   * @param text Starts with a minus.
   * @returns `undefined` where it has more than well-formed single words.
   */
  read(text: string): readonly MinusWord[] | undefined;
}

/** Characters beside which something else than a single word may stand. */
const GROUPING = /["[\]()|]/u;

/** Makes a reader that has read nothing yet. */
export function createMinusWords(): MinusWords {
  const known = new Map<string, MinusWord | undefined>();

  function wordOf(text: string): MinusWord | undefined {
    if (known.has(text)) return known.get(text);
    const word = readMinusWord(text);
    known.set(text, word);
    return word;
  }

  return {
    read(text) {
      const words: MinusWord[] = [];
      for (const part of text.split(" ")) {
        if (part === "") continue;
        const word = wordOf(part);
        if (!word) return undefined;
        words.push(word);
      }
      return words;
    },
  };
}

function readMinusWord(text: string): MinusWord | undefined {
  if (GROUPING.test(text)) return undefined;
  const { phrases, issues } = readKeyword({ keyword: text }, "yandex");
  const [phrase] = phrases;
  if (!phrase || phrases.length > 1 || phrase.text !== "" || issues.length > 0) return undefined;
  return { minus: phrase.minus };
}
