import { withEntry } from "../record.ts";
import type { PointsRule, Scoring } from "../ruleset.ts";
import {
  type Account,
  compareOccurrences,
  type HeldOccurrence,
  type Ledger,
  type LedgerLine,
  type Occurrence,
} from "./ledger.ts";

/** How late an occurrence may arrive and still be counted as if it had arrived in its order. */
const LATE_MS = 86_400_000;

/** Lines of one rule that are kept one by one; older ones are carried as one. */
const MAX_LINES = 100;

/** Occurrences of one rule that earn nothing and are kept for late arrivals. */
const MAX_HELD = 200;

/** Points are whole numbers of these, so that sums of fractions come out even. */
const UNITS = 1_000_000;

/** Occurrences of one event that a ledger is to take in, or to take back. */
export interface ScoredEvents {
  readonly event: string;
  readonly added: readonly Occurrence[];
  readonly removed?: readonly Occurrence[];
  /** Occurrences of this event can be taken back for a day. */
  readonly retractable?: boolean;
}

/**
 * Gives an event its points by the points rules. The ledger is the same in whatever order occurrences
 * arrive, as long as none of a rule with `per` arrives a day after a later one of that rule, and fewer
 * than 100 lines of a rule are affected.
 *
 * `once` gives points to the earliest occurrence, `max` to the earliest ones until their raw points
 * reach it (the last line may be smaller than the others), `per` to the earliest one and then to each
 * that comes so much after the one before that earned.
 *
 * @returns the ledger itself where no rule is about the event.
 */
export function awardPoints(scoring: Scoring, ledger: Ledger, events: ScoredEvents): Ledger {
  let next = ledger;
  for (const rule of scoring.points) {
    if (rule.event !== events.event || rule.points === 0) continue;
    const account = Object.hasOwn(next, rule.id) ? next[rule.id] : undefined;
    next = withAccount(next, rule.id, settle(rule, account, events));
  }
  return next;
}

function withAccount(ledger: Ledger, id: string, account: Account): Ledger {
  const isEmpty =
    account.lines.length === 0 && account.carried === undefined && account.held === undefined;
  if (!isEmpty) return withEntry(ledger, id, account);
  if (!Object.hasOwn(ledger, id)) return ledger;
  const { [id]: _, ...rest } = ledger;
  return rest;
}

interface Candidate extends Occurrence {
  /** What it earned so far; absent: nothing. */
  readonly points?: number;
  /** It earned, too long ago to be looked at again. */
  readonly isFixed?: true;
}

function settle(rule: PointsRule, account: Account | undefined, events: ScoredEvents): Account {
  const { added, removed = [], retractable = false } = events;
  const { carried, lines = [], held = [] } = account ?? {};
  const stays = ({ at, message }: Occurrence): boolean =>
    !removed.some((gone) => gone.at === at && gone.message === message);
  const known = [...lines.map(fromLine), ...held.map(fromHeld)].filter(stays);
  const latest = [...known, ...added].reduce((last, { at }) => Math.max(last, at), -Infinity);
  const from = latest - LATE_MS;
  const candidates =
    rule.perMs === undefined
      ? [...known, ...added]
      : [...fixLines(known, from), ...admit(added, known, { perMs: rule.perMs, from, carried })];
  const walked = walk(rule, candidates.sort(compareOccurrences), { carried, retractable, from });
  return toAccount(rule, carried, walked);
}

function fromLine([at, points, message]: LedgerLine): Candidate {
  return { at, points, message };
}

function fromHeld([at, message]: HeldOccurrence): Candidate {
  return { at, message };
}

/** Lines from before the time that late arrivals are counted exactly for stay as they are. */
function fixLines(known: readonly Candidate[], from: number): Candidate[] {
  return known.map((each) =>
    each.at < from && each.points !== undefined ? { ...each, isFixed: true } : each,
  );
}

/** Of occurrences that come too late to be counted exactly, those that are in nobody's window. */
function admit(
  added: readonly Occurrence[],
  known: readonly Candidate[],
  { perMs, from, carried }: { perMs: number; from: number; carried: Account["carried"] },
): Candidate[] {
  return added.flatMap((each): Candidate[] => {
    if (each.at >= from) return [each];
    const isFree = known.every(
      ({ at, points }) => points === undefined || Math.abs(at - each.at) >= perMs,
    );
    const isBehind = carried === undefined || each.at - carried.at >= perMs;
    return isFree && isBehind ? [{ ...each, isFixed: true }] : [];
  });
}

interface Walked {
  readonly lines: readonly LedgerLine[];
  readonly held: readonly HeldOccurrence[];
}

/** Goes through all occurrences in their order and sees which of them earn. */
function walk(
  rule: PointsRule,
  candidates: readonly Candidate[],
  given: { carried: Account["carried"]; retractable: boolean; from: number },
): Walked {
  const { carried, retractable, from } = given;
  const lines: LedgerLine[] = [];
  const held: HeldOccurrence[] = [];
  let count = carried?.count ?? 0;
  let used = Math.abs(carried?.points ?? 0);
  let last = carried?.at ?? -Infinity;
  for (const { at, message, points: earned, isFixed } of candidates) {
    const points = pointsOf(rule, { count, used, earned });
    const waits = isFixed === undefined && rule.perMs !== undefined && at - last < rule.perMs;
    if (points !== 0 && !waits) {
      lines.push([at, points, message]);
      count += 1;
      used = toUnits(used + Math.abs(points));
      last = at;
    } else if (at >= from && (points !== 0 || retractable)) {
      held.push([at, message]);
    }
  }
  return { lines, held: held.slice(-MAX_HELD) };
}

/** Points that the next occurrence earns by `once` and `max`. */
function pointsOf(
  { once, max, points }: PointsRule,
  so: { readonly count: number; readonly used: number; readonly earned: number | undefined },
): number {
  if (once && so.count > 0) return 0;
  if (max === undefined) return so.earned ?? points;
  const left = Math.max(0, max - so.used);
  return Math.sign(points) * toUnits(Math.min(Math.abs(points), left)) + 0;
}

function toUnits(points: number): number {
  return Math.round(points * UNITS) / UNITS;
}

function toAccount(
  { event, score }: PointsRule,
  carried: Account["carried"],
  { lines, held }: Walked,
): Account {
  const surplus = Math.max(0, lines.length - MAX_LINES);
  const sum = carry(carried, lines.slice(0, surplus));
  return {
    event,
    ...(score === undefined ? {} : { score }),
    ...(sum === undefined ? {} : { carried: sum }),
    lines: surplus === 0 ? lines : lines.slice(surplus),
    ...(held.length === 0 ? {} : { held }),
  };
}

function carry(carried: Account["carried"], lines: readonly LedgerLine[]): Account["carried"] {
  return lines.reduce<Account["carried"]>(
    (sum, [at, points]) => ({
      count: (sum?.count ?? 0) + 1,
      points: toUnits((sum?.points ?? 0) + points),
      at: Math.max(sum?.at ?? at, at),
    }),
    carried,
  );
}
