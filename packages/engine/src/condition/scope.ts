import type { Signals } from "../context.ts";
import type { VisitorHistory } from "../history/history.ts";
import type { Truth } from "./truth.ts";

/** What a condition is evaluated against. */
export interface Scope {
  readonly signals: Signals;
  /** Epoch milliseconds; the only clock. */
  readonly now: number;
  /** Absent: it may not or cannot be read, and `did` is unknown. */
  readonly history?: VisitorHistory;
  /** IANA zone of `time` conditions that name none. */
  readonly siteTimeZone: string;
  /** Whether the visitor is in a segment; `unknown` for a segment that does not exist. */
  segment(id: string): Truth;
}
