import type { LedgerEntry } from "../history/history.ts";
import type { Decay } from "../ruleset.ts";

/**
 * What a ledger entry counts now. Points above and below zero fade towards zero alike: by half every
 * half-life, or by a fixed loss after every full period, both from the end of the grace time `after`
 * on. An entry from the future has not aged.
 *
 * @param decay Absent: points never fade.
 * @param now Epoch milliseconds.
 * @returns points, unrounded; 0 for an entry whose numbers are not finite.
 */
export function decayedPoints(entry: LedgerEntry, decay: Decay | undefined, now: number): number {
  if (!Number.isFinite(entry.points) || !Number.isFinite(entry.at)) return 0;
  if (!decay) return entry.points;
  const aged = now - entry.at - decay.afterMs;
  if (!(aged > 0)) return entry.points;
  if ("halfLifeMs" in decay) return entry.points * 0.5 ** (aged / decay.halfLifeMs);
  const lost = decay.lose * Math.floor(aged / decay.everyMs);
  return Math.sign(entry.points) * Math.max(0, Math.abs(entry.points) - lost);
}
