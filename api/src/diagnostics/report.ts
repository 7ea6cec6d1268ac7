import type { HeavyKey } from "@facet/engine";
import type { KeywordsReport } from "@facet/protocol";
import { noClicks } from "./day.ts";
import type { CampaignClicks, ClickCounts, ClickDay } from "./day.ts";
import { mergeHeaviest } from "./merge.ts";

/** The time that a report speaks of, epoch milliseconds. */
export interface ReportTimes {
  readonly from: number;
  readonly to: number;
  readonly since: number;
}

const TOP_CAMPAIGNS = 100;
const TOP_PARAMETERS = 100;
const TOP_PHRASES = 500;

/** Adds days up to a report. */
export function toKeywordsReport(days: readonly ClickDay[], times: ReportTimes): KeywordsReport {
  const instant = (at: number): string => new Date(at).toISOString();
  const newer = <T>(_: T, value: T): T => value;
  const campaigns = mergeHeaviest(
    days.map((day) => day.campaigns),
    { count: TOP_CAMPAIGNS, join: addCampaigns },
  );
  const brokenMacros = mergeHeaviest(
    days.map((day) => day.brokenMacros),
    { count: TOP_PARAMETERS, join: newer },
  );
  const unknownPhrases = mergeHeaviest(
    days.map((day) => day.unknownPhrases),
    { count: TOP_PHRASES, join: newer },
  );
  return {
    from: instant(times.from),
    to: instant(times.to),
    since: instant(times.since),
    clicks: days.reduce((sum, { counts }) => addCounts(sum, counts), noClicks()),
    matches: addRungs(days),
    campaigns: campaigns.map(toRow),
    brokenMacros: brokenMacros.map(toRow),
    unknownPhrases: unknownPhrases.map(toRow),
  };
}

function toRow<T extends object>({ value, weight, error }: HeavyKey<T>) {
  return { ...value, clicks: weight, overcount: error };
}

function addCampaigns(a: CampaignClicks, b: CampaignClicks): CampaignClicks {
  return {
    ...b,
    unknown: a.unknown + b.unknown,
    blocked: a.blocked + b.blocked,
    brokenMacro: a.brokenMacro + b.brokenMacro,
  };
}

function addCounts(a: ClickCounts, b: ClickCounts): ClickCounts {
  return {
    total: a.total + b.total,
    matched: a.matched + b.matched,
    unknown: a.unknown + b.unknown,
    blocked: a.blocked + b.blocked,
    noPhrase: a.noPhrase + b.noPhrase,
    brokenMacro: a.brokenMacro + b.brokenMacro,
    withheld: a.withheld + b.withheld,
  };
}

function addRungs(days: readonly ClickDay[]): Record<string, number> {
  const rungs = new Map<string, number>();
  for (const day of days) {
    for (const [rung, clicks] of day.rungs) rungs.set(rung, (rungs.get(rung) ?? 0) + clicks);
  }
  return Object.fromEntries(rungs);
}
