import type { AdClick } from "./click.ts";
import { campaignOf } from "./day.ts";

/** Ad clicks of one campaign since counting began. */
export interface CampaignTotals {
  readonly source: string;
  readonly campaign: string;
  clicks: number;
  unknown: number;
  blocked: number;
  brokenMacro: number;
}

/** Ad clicks since counting began. */
export interface ClickTotals {
  /** A bounded number of campaigns; all others together are one, called `other`. */
  readonly campaigns: readonly Readonly<CampaignTotals>[];
  /** Matched clicks by rung. */
  readonly rungs: ReadonlyMap<string, number>;
}

/** Counters that only grow, for a monitoring system. */
export interface ClickTotalsCounter {
  count(click: AdClick): void;
  read(): ClickTotals;
}

/**
 * Campaigns that have counters of their own. They are given to the first that come: a monitoring
 * system keeps every name it was ever told, so names that came and went would have no bound.
 */
const MAX_CAMPAIGNS = 100;

const OTHER = "other";

/** Makes counters at zero. */
export function createClickTotals(): ClickTotalsCounter {
  const rungs = new Map<string, number>();
  const other = open(OTHER, OTHER);
  // A campaign that really is called so must not become a second series of the same name.
  const campaigns = new Map<string, CampaignTotals>([[keyOf(OTHER, OTHER), other]]);

  function totalsOf(click: AdClick): CampaignTotals {
    const { source = "", campaign = "" } = campaignOf(click);
    const key = keyOf(source, campaign);
    const known = campaigns.get(key);
    if (known) return known;
    if (campaigns.size > MAX_CAMPAIGNS) return other;
    const opened = open(source, campaign);
    campaigns.set(key, opened);
    return opened;
  }

  return {
    count(click) {
      const totals = totalsOf(click);
      totals.clicks += 1;
      if (click.brokenMacros.length > 0) totals.brokenMacro += 1;
      if (click.rung !== undefined) rungs.set(click.rung, (rungs.get(click.rung) ?? 0) + 1);
      else if (click.blocked) totals.blocked += 1;
      else if (click.phrase !== undefined) totals.unknown += 1;
    },
    read: () => ({ campaigns: [...campaigns.values()].filter(({ clicks }) => clicks > 0), rungs }),
  };
}

function keyOf(source: string, campaign: string): string {
  return JSON.stringify([source, campaign]);
}

function open(source: string, campaign: string): CampaignTotals {
  return { source, campaign, clicks: 0, unknown: 0, blocked: 0, brokenMacro: 0 };
}
