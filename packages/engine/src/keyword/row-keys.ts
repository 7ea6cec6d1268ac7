import type { PhraseInput } from "../context.ts";
import { lookUp } from "../words/form-table.ts";
import type { FormTable } from "../words/form-table.ts";
import { hashText, setWord } from "../words/hash.ts";
import { createNumberList } from "../words/number-list.ts";
import type { NumberList } from "../words/number-list.ts";
import { hashWhole } from "../words/text-words.ts";
import type { TextWords } from "../words/text-words.ts";
import { canonicalPhrase } from "./canonical.ts";
import { toPhraseIds } from "./ids.ts";
import { createKeyCodes, setTextKey } from "./text-key.ts";

/** Rows by the ids that a list binds to them, and by their identical text. */
export interface RowKeys {
  /**
   * Finds the row of the most telling id that any list has; of rows that share an id, the one with
   * the request's text.
   *
   * @returns -1 where no list has any of the ids.
   */
  findById(phrase: PhraseInput): number;
  /**
   * Puts the rows with this text into `found`: the best ones, all equally good.
   *
   * @param words Those of the text.
   */
  findByText(text: string, words: TextWords, found: NumberList): void;
}

/**
 * What stands behind an id in a key that tells the rows of one id apart. No id and no canonical text
 * has such a character.
 */
const SEPARATOR = "\u0000";

/** The key of an id together with a canonical text. */
export function idAndTextKey(id: string, canonical: string): string {
  return `${id}${SEPARATOR}${canonical}`;
}

/** Makes the look-up of rows over the compiled table. */
export function createRowKeys(table: FormTable): RowKeys {
  const codes = createKeyCodes();
  const hash = { high: 0, low: 0 };
  const bound = createNumberList();
  const look = (found: NumberList): boolean => {
    hashText(codes, table.seed, hash);
    return lookUp(table, hash, found);
  };
  const lookForKey = (key: string): boolean => {
    setWord(codes, key);
    return look(bound);
  };
  return {
    findById({ ids, text }) {
      if (!ids) return -1;
      const canonical = text === undefined ? "" : canonicalPhrase(text);
      for (const { key } of toPhraseIds(ids)) {
        const isFound =
          (canonical !== "" && lookForKey(idAndTextKey(key, canonical))) || lookForKey(key);
        if (isFound) return bound.items[0] ?? -1;
      }
      return -1;
    },
    findByText(text, words, found) {
      if (words.isWhole && words.count > 0) {
        hashWhole(words, table.seed, hash);
        lookUp(table, hash, found);
      } else if (setTextKey(codes, text)) {
        look(found);
      } else {
        found.length = 0;
      }
    },
  };
}
