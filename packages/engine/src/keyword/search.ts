import { createNumberList } from "../words/number-list.ts";
import { fitOf } from "./fit.ts";
import type { MinusPhrases } from "./minus.ts";
import { findPatterns } from "./find-patterns.ts";
import { rowOf } from "./pattern-index.ts";
import { createJudge } from "./precedence.ts";
import type { Contest } from "./precedence.ts";

/** Finds the best phrase for the query that a contest holds. */
export interface Search {
  /**
   * @param allowed Whether a list, by its position, takes part; absent: all do.
   * @returns the phrase pattern that wins, -1 where none fits.
   */
  best(allowed?: (list: number) => boolean): number;
  /** All phrase patterns whose words occur. */
  candidates(): number[];
  /** The minus pattern that keeps a phrase from the query, -1 where none does. */
  blocking(pattern: number): number;
}

/** Makes the search over the phrases of a contest. */
export function createSearch(contest: Contest, minus: MinusPhrases): Search {
  const { index, query, rows } = contest;
  const found = createNumberList();
  const matched = createNumberList();
  const judge = createJudge(contest);
  let isMinusRead = false;

  function collect(): void {
    isMinusRead = false;
    findPatterns(index, query, found);
  }

  function blocking(pattern: number): number {
    if (!isMinusRead) {
      matched.length = 0;
      minus.find(query, matched);
      isMinusRead = true;
    }
    return matched.length === 0 ? -1 : minus.blocking(pattern, matched);
  }

  return {
    best(allowed) {
      collect();
      let best = -1;
      for (let i = 0; i < found.length; i++) {
        const pattern = found.items[i] as number;
        if (allowed && !allowed(rows.listOf(rowOf(index, pattern)))) continue;
        if (fitOf(index, pattern, query) !== "fits") continue;
        if (best >= 0 && !judge.beats(pattern)) continue;
        if (blocking(pattern) >= 0) continue;
        best = pattern;
        judge.crown(pattern);
      }
      return best;
    },
    candidates() {
      collect();
      return [...found.items.subarray(0, found.length)];
    },
    blocking,
  };
}
