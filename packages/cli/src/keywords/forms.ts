import { type WordFormsScope, isSameWord } from "@facet/compiler";
import type { LineInput, LineQuestion } from "../batch/answer-lines.ts";

/** Asks of every line `{ a, b }` whether a query that says a is found by a phrase that says b. */
export function askForms(scope: WordFormsScope): LineQuestion {
  return {
    expected: '{"a": "окон", "b": "окно"}',
    answer(input) {
      const { a, b } = input;
      if (typeof a !== "string") return whatIsWrong(input, "a");
      if (typeof b !== "string") return whatIsWrong(input, "b");
      return { same: isSameWord(a, b, scope) };
    },
  };
}

function whatIsWrong(input: LineInput, key: string): string {
  return Object.hasOwn(input, key) ? `"${key}" is no text` : `"${key}" is missing`;
}
