import type { KeywordMatch } from "./matcher.ts";
import type { ListedRow } from "./row-table.ts";

/**
 * Why a phrase that was in the running is not the answer. `beaten`: it fits, another one goes before
 * it. `blocked`: by a minus phrase. `extra`: the query has more words than it allows. `order`: its
 * words stand otherwise. `missing`: one of its words is not in the query.
 */
export type LossReason = "beaten" | "blocked" | "extra" | "order" | "missing";

/** The steps of precedence, the first that tells two phrases apart decides; the ladder's rungs first. */
export type PrecedenceStep =
  | "id"
  | "identical"
  | "priority"
  | "kind"
  | "words"
  | "fixed"
  | "stopWords"
  | "order"
  | "span"
  | "rarity"
  | "group"
  | "platform"
  | "file";

/** A phrase that was in the running and did not win. */
export interface KeywordLoser extends ListedRow {
  /** The phrase with its operators; absent where it has none, or texts are not loaded. */
  readonly written?: string | undefined;
  readonly lost: LossReason;
  /** By what the winner goes before a beaten phrase. */
  readonly decidedBy?: PrecedenceStep;
  /**
   * Words for people: what the winner has before it, the minus phrase as written, the words too many,
   * the missing word.
   */
  readonly detail: string;
}

/** How the answer to one phrase or query came about. */
export interface KeywordTrace {
  /** The text that was matched. */
  readonly text?: string;
  /** Absent: no listed phrase stands for it. */
  readonly match?: KeywordMatch;
  /** What was in the running, the closest first; at most ten. */
  readonly losers: readonly KeywordLoser[];
}

/** What an explanation goes into. */
export interface ExplainOptions {
  /**
   * Also names phrases that lack one word, which takes a look at every phrase there is: some ten
   * milliseconds for a million.
   */
  readonly missing?: boolean;
  /** Looks at words alone: neither ids nor an identical text answer. */
  readonly byWords?: boolean;
}
