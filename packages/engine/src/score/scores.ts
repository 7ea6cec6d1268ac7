import type { LedgerEntry } from "../history/history.ts";
import type { Scoring } from "../ruleset.ts";
import { decayedPoints } from "./decay.ts";

/** A visitor's scores at one moment. */
export interface Scores {
  /** Sum of the main ledger, two decimals. */
  readonly score: number;
  /** Named scores in order of name, two decimals; every name that the points rules know is here. */
  readonly scores: Readonly<Record<string, number>>;
  /** Level of the main score, 1 is the highest; absent where no level is declared for it. */
  readonly interest?: number;
}

/** Parts of a point that are summed: whole numbers, so that the order of a ledger cannot matter. */
const UNITS = 1_000_000;

/** Most that one entry counts, so that sums stay exact. */
const MAX_POINTS = 1e9;

/**
 * Sums a ledger as it counts now: every entry decayed to the clock, and nothing else.
 *
 * @param now Epoch milliseconds.
 */
export function scoresAt(scoring: Scoring, ledger: readonly LedgerEntry[], now: number): Scores {
  let main = 0;
  const named = new Map<string, number>();
  for (const { score } of scoring.points) if (score !== undefined) named.set(score, 0);
  for (const entry of ledger) {
    const points = decayedPoints(entry, scoring.decay, now);
    const units = Math.round(Math.max(-MAX_POINTS, Math.min(MAX_POINTS, points)) * UNITS);
    if (entry.score === undefined) main += units;
    else named.set(entry.score, (named.get(entry.score) ?? 0) + units);
  }
  const score = toPoints(main);
  const interest = interestOf(scoring, score);
  return {
    score,
    scores: named.size === 0 ? {} : toRecord(named),
    ...(interest === undefined ? {} : { interest }),
  };
}

/**
 * The interest level of a score: the first level it reaches. A score below zero is as cold as zero.
 *
 * @returns 1–4, `undefined` where the score reaches no declared level.
 */
export function interestOf(scoring: Scoring, score: number): number | undefined {
  const points = Math.max(0, score);
  return scoring.interest.find(({ from }) => points >= from)?.level;
}

function toRecord(units: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  const names = [...units.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, toPoints(units.get(name) ?? 0)]));
}

function toPoints(units: number): number {
  // Adding zero turns -0 into 0, which would be another value to Object.is and to readers.
  return Math.round(units / (UNITS / 100)) / 100 + 0;
}
