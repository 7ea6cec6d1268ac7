import { newVisitor } from "../../src/visitors/reducer.ts";
import type { Fold } from "../../src/visitors/store.ts";

/** What {@link file://./writer.ts} does. */
export interface WriterOptions {
  readonly file: string;
  /** How many append at the same time. */
  readonly clients: number;
  /** `not synced` and `acknowledged early` are what must not be, to see that it is noticed. */
  readonly mode: "durable" | "not synced" | "acknowledged early";
  /** Part of the message ids. */
  readonly run: number;
  /** Messages of its own; absent: without end. */
  readonly count?: number;
  /** Message ids to send first. */
  readonly resend?: readonly string[];
  /** Messages after which the write-ahead log is copied into the database. */
  readonly checkpointEvery?: number;
}

/** Counts in `visits` what was folded into a visitor. */
export const countEntries: Fold = (current, entries, id) => {
  const state = current ?? newVisitor(id, 0);
  return { ...state, visits: state.visits + entries.length };
};
