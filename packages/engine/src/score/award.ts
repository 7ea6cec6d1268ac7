import type { LedgerEntry } from "../history/history.ts";
import type { PointsRule, Scoring } from "../ruleset.ts";

/** An event that may earn points. */
export interface ScoredEvent {
  readonly event: string;
  /** When it happened, epoch milliseconds. */
  readonly at: number;
}

/**
 * The ledger entries that an event earns by the points rules, each named after its rule.
 *
 * `once` gives nothing to a rule that is in the ledger already; `perMs` keeps any two entries of a
 * rule that far apart, whichever of them arrives first; `max` caps the raw points of a rule, so the
 * last entry may be smaller than the others.
 *
 * @param ledger All entries so far.
 * @returns new entries only, in the order of the rules.
 */
export function awardPoints(
  scoring: Scoring,
  ledger: readonly LedgerEntry[],
  { event, at }: ScoredEvent,
): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (const rule of scoring.points) {
    if (rule.event !== event) continue;
    const points = pointsOf(
      rule,
      ledger.filter((entry) => entry.rule === rule.id),
      at,
    );
    if (points === 0) continue;
    entries.push({
      rule: rule.id,
      event,
      points,
      at,
      ...(rule.score === undefined ? {} : { score: rule.score }),
    });
  }
  return entries;
}

function pointsOf(rule: PointsRule, earned: readonly LedgerEntry[], at: number): number {
  if (rule.once && earned.length > 0) return 0;
  const { perMs, max } = rule;
  if (perMs !== undefined && earned.some((entry) => Math.abs(entry.at - at) < perMs)) return 0;
  if (max === undefined) return rule.points;
  const used = earned.reduce((sum, entry) => sum + Math.abs(entry.points), 0);
  const left = Math.max(0, max - used);
  return Math.sign(rule.points) * Math.min(Math.abs(rule.points), left);
}
