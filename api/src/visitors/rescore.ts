import {
  type Account,
  type EventCounter,
  type Ledger,
  mergeCounters,
  type Ruleset,
  sortedRecord,
} from "@facet/engine";
import { FACET_EVENTS } from "@facet/protocol";
import { boundEvents } from "./bounds.ts";
import { foldEntries } from "./fold.ts";
import { newVisitor } from "./reducer.ts";
import type { LogEntry } from "./store.ts";
import type { KeptHistory, VisitorState } from "./visitor.ts";

/**
 * Works out anew what depends on a rule set: the ledger, and the events that events.yaml recognises.
 * A log that reaches back to the visitor's first fact makes the state that a replay of it makes. What
 * a shorter log does not tell of any more stays as it is: ledger entries of messages that it does not
 * have, counts from before its first fact, and everything that no rule decides.
 *
 * @param entries The visitor's whole log, in the order it was written.
 */
export function rescore(
  state: VisitorState,
  entries: readonly LogEntry[],
  ruleset: Ruleset,
): VisitorState {
  const [first] = entries;
  if (first === undefined) return state;
  const messages = new Set(entries.map(({ messageId }) => messageId));
  const since = entries.reduce((min, { fact }) => Math.min(min, fact.at), first.fact.at);
  const untold = untoldLedger(state.history.ledger, { messages, since });
  const fold = foldEntries(ruleset);
  if (since <= state.createdAt && Object.keys(untold).length === 0) {
    return fold(undefined, entries, state.id);
  }
  const { history } = fold(beginning(state, entries, untold), entries, state.id);
  const events = mergeEvents(state.history.events, history.events, since);
  return { ...state, history: { ...state.history, events, ledger: history.ledger } };
}

/** Entries of the ledger that the log cannot give again. */
function untoldLedger(
  ledger: Ledger,
  log: { readonly messages: ReadonlySet<string>; readonly since: number },
): Ledger {
  const accounts = Object.entries(ledger).flatMap(([rule, account]) => {
    const { held: _, carried, ...rest } = account;
    const isUntold = carried !== undefined && carried.at < log.since;
    const lines = account.lines.filter(([, , message]) => !log.messages.has(message));
    if (!isUntold && lines.length === 0) return [];
    const { event, score } = rest;
    const kept: Account = {
      event,
      ...(score === undefined ? {} : { score }),
      ...(isUntold ? { carried } : {}),
      lines,
    };
    return [[rule, kept] as const];
  });
  return sortedRecord(accounts);
}

/** What a shorter log is folded into: its first page view need not have opened a session. */
function beginning(
  state: VisitorState,
  entries: readonly LogEntry[],
  ledger: Ledger,
): VisitorState {
  const blank = newVisitor(state.id, state.createdAt);
  const start: VisitorState = { ...blank, history: { ...blank.history, ledger } };
  const touch = firstTouch(entries);
  if (touch === undefined || isStart(state.history, touch.at)) return start;
  const { views: _, ...rest } = start;
  return { ...rest, visits: 1, pageviews: 0, lastSeenAt: touch.at, lastTouch: touch };
}

function firstTouch(entries: readonly LogEntry[]): VisitorState["lastTouch"] {
  const views = entries.flatMap(({ fact }) => (fact.type === "view" ? [fact] : []));
  const [first] = views.toSorted((a, b) => a.at - b.at);
  return first && { ...first.touch, at: first.at };
}

/** Whether a session began then; where that is not known any more it did. */
function isStart({ events }: KeptHistory, at: number): boolean {
  const recent = events[FACET_EVENTS.sessionStarted]?.recent ?? [];
  const [oldest = Infinity] = recent;
  return at < oldest || recent.includes(at);
}

function mergeEvents(
  known: KeptHistory["events"],
  told: KeptHistory["events"],
  since: number,
): KeptHistory["events"] {
  const before = new Map(Object.entries(known));
  const after = new Map(Object.entries(told));
  const merged = [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const counter = mergeCounters(before.get(name), after.get(name), since);
    return counter === undefined ? [] : [[name, counter] as const];
  });
  const sessions = before.get(FACET_EVENTS.sessionStarted);
  const ofSessions: (readonly [string, EventCounter])[] =
    sessions === undefined ? [] : [[FACET_EVENTS.sessionStarted, sessions]];
  return boundEvents(sortedRecord([...merged, ...ofSessions]));
}
