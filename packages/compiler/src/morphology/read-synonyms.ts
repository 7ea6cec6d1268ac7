import { tokenise } from "@facet/engine";
import type { SynonymRule } from "@facet/engine";

/** A line of a synonyms file that says nothing. */
export interface SynonymIssue {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
  readonly suggestion: string;
}

/** What a synonyms file says. */
export interface ReadSynonyms {
  /** Each word or phrase of a line in the place of each other one, in the order of the file. */
  readonly rules: readonly SynonymRule[];
  readonly issues: readonly SynonymIssue[];
}

/** Synonyms of one line beyond these are not read: each stands for each other one. */
const MAX_SYNONYMS = 24;

/**
 * Reads a synonyms file: a line holds words or phrases that stand for each other, with `,` `;` or a
 * tab between them. Empty lines and those that begin with `#` are skipped. Never fails.
 */
export function readSynonyms(text: string): ReadSynonyms {
  const rules: SynonymRule[] = [];
  const issues: SynonymIssue[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const cells = new Map(
      line.split(/[,;\t]/).map((cell) => {
        const words = tokenise(cell);
        return [words.join(" "), words] as const;
      }),
    );
    cells.delete("");
    if (cells.size < 2 || cells.size > MAX_SYNONYMS) {
      issues.push({ line: index + 1, ...(cells.size < 2 ? TOO_FEW : TOO_MANY) });
      continue;
    }
    const group = [...cells.values()];
    for (const from of group) {
      for (const to of group) if (to !== from) rules.push({ from, to });
    }
  }
  return { rules, issues };
}

const TOO_FEW = {
  message: "a line needs two words or more that stand for each other",
  suggestion: "write them with a semicolon between: окна;стеклопакеты",
} as const;

const TOO_MANY = {
  message: `a line holds at most ${MAX_SYNONYMS} words that stand for each other`,
  suggestion: "split it into several lines",
} as const;
