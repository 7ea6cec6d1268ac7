import type { LedgerEntry } from "../history/history.ts";

/** One occurrence of an event: when it happened, epoch milliseconds, and the message that told of it. */
export interface Occurrence {
  readonly at: number;
  readonly message: string;
}

/** What an occurrence earned. */
export type LedgerLine = readonly [at: number, points: number, message: string];

/** An occurrence that earns nothing as things are, and may once another one arrives late. */
export type HeldOccurrence = readonly [at: number, message: string];

/** What one points rule gave one visitor. Lines are in the order of time, then of message. */
export interface Account {
  /** Name of the event. */
  readonly event: string;
  /** A named score; absent: the main one. */
  readonly score?: string;
  /** The oldest lines as one: how many, their points, the time of the latest of them. */
  readonly carried?: { readonly count: number; readonly points: number; readonly at: number };
  readonly lines: readonly LedgerLine[];
  readonly held?: readonly HeldOccurrence[];
}

/** The score ledger as it is kept: id of the points rule → its account, in the order of ids. */
export type Ledger = Readonly<Record<string, Account>>;

/** Orders occurrences: by time, those of one instant by message. */
export function compareOccurrences(a: Occurrence, b: Occurrence): number {
  if (a.at !== b.at) return a.at - b.at;
  return a.message < b.message ? -1 : a.message > b.message ? 1 : 0;
}

/** Lists a ledger's entries, oldest first, those of one instant by message and rule. */
export function ledgerEntries(ledger: Ledger): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (const [rule, account] of Object.entries(ledger)) {
    const { event, carried, lines } = account;
    const score = account.score === undefined ? {} : { score: account.score };
    if (carried !== undefined) entries.push({ rule, event, ...carried, ...score });
    for (const [at, points, message] of lines) {
      entries.push({ rule, event, points, at, message, ...score });
    }
  }
  return entries.sort(
    (a, b) => compareOccurrences(toOccurrence(a), toOccurrence(b)) || (a.rule < b.rule ? -1 : 1),
  );
}

function toOccurrence({ at, message = "" }: LedgerEntry): Occurrence {
  return { at, message };
}
