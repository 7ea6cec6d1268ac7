import type { Account, Decay, Json, Ledger, LedgerLine, PointsRule } from "@facet/engine";
import type { CookieClock } from "./cookie-clock.ts";
import { isNumber, numbersOf } from "./cookie-parts.ts";

/** Points are whole numbers of these, as where they are summed. */
const UNITS = 1_000_000;

/** Points rules by id. */
export type PointsRules = ReadonlyMap<string, PointsRule>;

type Carried = NonNullable<Account["carried"]>;

/**
 * Folds lines of a ledger into one for each points rule, where that changes no score from now on:
 *
 * - points that never fade: all lines of a rule as their sum, at the time of the last one;
 * - points that fade by half-life: the lines of a rule that have begun to fade as one that has faded
 *   as much as they have together (fading is exponential, so that it goes on like them). Lines in
 *   their grace time, and those of a rule with `max`, whose raw points count, stay apart;
 * - points that are lost by steps: the lines that have nothing left.
 *
 * Occurrences that earned nothing are not kept: one that arrives late finds the others settled.
 */
export function foldLedger(
  ledger: Ledger,
  {
    rules,
    decay,
    now,
  }: { readonly rules: PointsRules; readonly decay?: Decay; readonly now: number },
): Ledger {
  const accounts = Object.entries(ledger).flatMap(([id, account]) => {
    const rule = rules.get(id);
    if (rule === undefined) return [];
    const { carried, lines } = foldLines(account, { rule, decay, now });
    return [[id, toAccount(rule, carried, lines)] as const];
  });
  return Object.fromEntries(accounts);
}

/**
 * Makes the oldest lines of an account part of what it carries, at the time of the last of them.
 *
 * @param count How many; where nothing is carried yet, one more becomes the first of it.
 */
export function carryOldest(account: Account, count: number): Account {
  const { carried, lines, ...rest } = account;
  if (count === 0) return account;
  const taken = carried === undefined ? count + 1 : count;
  const terms = [
    ...(carried === undefined ? [] : [carried]),
    ...lines.slice(0, taken).map(carriedOf),
  ];
  return { ...rest, carried: sum(terms), lines: lines.slice(taken) };
}

/** Writes a ledger as short lists: the rule, what is carried, then times and points of its lines. */
export function toCompactLedger(ledger: Ledger, clock: CookieClock): Json[] {
  return Object.entries(ledger).map(([id, { carried, lines }]): Json => {
    const sums =
      carried === undefined ? 0 : [carried.count, carried.points, clock.write(carried.at)];
    const numbers = lines.flatMap(([at, points]) => [clock.write(at), points]);
    return numbers.length === 0 ? [id, sums] : [id, sums, numbers];
  });
}

/** Reads what {@link toCompactLedger} wrote; rules that there are no longer are left out. */
export function fromCompactLedger(
  value: Json | undefined,
  { rules, clock }: { readonly rules: PointsRules; readonly clock: CookieClock },
): Ledger {
  if (!Array.isArray(value)) return {};
  const accounts = value.flatMap((item): (readonly [string, Account])[] => {
    const [id, sums, pairs] = Array.isArray(item) ? item : [];
    const rule = typeof id === "string" ? rules.get(id) : undefined;
    if (rule === undefined) return [];
    const numbers = numbersOf(pairs);
    const lines = numbers.flatMap((at, i): LedgerLine[] =>
      i % 2 === 0 ? [[clock.read(at), numbers[i + 1] ?? 0, ""]] : [],
    );
    return [[rule.id, toAccount(rule, fromSums(sums, clock), lines)]];
  });
  return Object.fromEntries(accounts);
}

function fromSums(value: Json | undefined, clock: CookieClock): Carried | undefined {
  const [count, points, at] = Array.isArray(value) ? value : [];
  if (!isNumber(count) || !isNumber(points) || !isNumber(at)) return undefined;
  return { count, points, at: clock.read(at) };
}

function toAccount(
  { event, score }: PointsRule,
  carried: Carried | undefined,
  lines: readonly LedgerLine[],
): Account {
  return {
    event,
    ...(score === undefined ? {} : { score }),
    ...(carried === undefined ? {} : { carried }),
    lines,
  };
}

interface Terms {
  readonly rule: PointsRule;
  readonly decay: Decay | undefined;
  readonly now: number;
}

function foldLines(
  { carried, lines }: Account,
  { rule, decay, now }: Terms,
): Pick<Account, "carried" | "lines"> {
  const isOver = (at: number): boolean => decay === undefined || now - at >= decay.afterMs;
  if (decay !== undefined && rule.max !== undefined) return { carried, lines };
  if (decay !== undefined && carried !== undefined && !isOver(carried.at))
    return { carried, lines };
  const isDone = ([at, points]: LedgerLine): boolean => {
    if (decay === undefined || "halfLifeMs" in decay) return isOver(at);
    const lost = decay.lose * Math.floor((now - at - decay.afterMs) / decay.everyMs);
    return isOver(at) && lost >= Math.abs(points);
  };
  const done = lines.filter(isDone).map(carriedOf);
  if (done.length === 0) return { carried, lines };
  const left = lines.filter((line) => !isDone(line));
  const terms = [...(carried === undefined ? [] : [carried]), ...done];
  if (decay === undefined) return { carried: sum(terms), lines: left };
  if ("halfLifeMs" in decay) return { carried: sumFaded(terms, decay.halfLifeMs), lines: left };
  return carried === undefined || carried.points === 0
    ? { carried: { ...sum(terms), points: 0 }, lines: left }
    : { carried, lines };
}

function carriedOf([at, points]: LedgerLine): Carried {
  return { count: 1, points, at };
}

function sum(terms: readonly Carried[]): Carried {
  const at = terms.reduce((latest, term) => Math.max(latest, term.at), Number.NEGATIVE_INFINITY);
  const points = terms.reduce((total, term) => total + term.points, 0);
  return {
    count: terms.reduce((total, { count }) => total + count, 0),
    points: toUnits(points),
    at,
  };
}

function sumFaded(terms: readonly Carried[], halfLifeMs: number): Carried {
  const whole = sum(terms);
  const points = terms.reduce(
    (total, term) => total + term.points * 0.5 ** ((whole.at - term.at) / halfLifeMs),
    0,
  );
  return { ...whole, points: toUnits(points) };
}

function toUnits(points: number): number {
  return Math.round(points * UNITS) / UNITS;
}
