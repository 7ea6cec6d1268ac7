import { createSpaceSaving, fold } from "@facet/engine";
import type { SpaceSaving } from "@facet/engine";
import type { AdClick } from "./click.ts";
import { looksPersonal } from "./personal.ts";

/** Where clicks come from. */
export interface CampaignName {
  readonly source?: string;
  readonly campaign?: string;
}

/** Clicks of one campaign. */
export interface CampaignClicks extends CampaignName {
  readonly unknown: number;
  readonly blocked: number;
  readonly brokenMacro: number;
}

/** How many clicks of each kind. */
export interface ClickCounts {
  total: number;
  matched: number;
  unknown: number;
  blocked: number;
  noPhrase: number;
  brokenMacro: number;
  withheld: number;
}

/** The ad clicks of one day. */
export interface ClickDay {
  readonly counts: ClickCounts;
  /** Matched clicks by rung. */
  readonly rungs: Map<string, number>;
  readonly campaigns: SpaceSaving<CampaignClicks>;
  readonly brokenMacros: SpaceSaving<CampaignName & { readonly parameter: string }>;
  readonly unknownPhrases: SpaceSaving<CampaignName & { readonly phrase: string }>;
}

const CAMPAIGNS = 200;
const MACROS = 200;
const PHRASES = 1_000;
const MAX_NAME = 100;
const MAX_PHRASE = 200;

/** No clicks at all. */
export function noClicks(): ClickCounts {
  return { total: 0, matched: 0, unknown: 0, blocked: 0, noPhrase: 0, brokenMacro: 0, withheld: 0 };
}

/** Makes the counters of a day, which take the same room however many clicks it has. */
export function createClickDay(): ClickDay {
  return {
    counts: noClicks(),
    rungs: new Map(),
    campaigns: createSpaceSaving({ capacity: CAMPAIGNS }),
    brokenMacros: createSpaceSaving({ capacity: MACROS }),
    unknownPhrases: createSpaceSaving({ capacity: PHRASES }),
  };
}

/** Counts a click in. Phrases that look like a person's data are counted, but not kept. */
export function countClick(day: ClickDay, click: AdClick): void {
  const { counts, rungs, campaigns, brokenMacros, unknownPhrases } = day;
  const { rung, phrase, blocked = false } = click;
  const name = campaignOf(click);
  const isUnknown = rung === undefined && phrase !== undefined && !blocked;
  const isBroken = click.brokenMacros.length > 0;
  counts.total += 1;
  if (rung !== undefined) {
    counts.matched += 1;
    rungs.set(rung, (rungs.get(rung) ?? 0) + 1);
  }
  if (isUnknown) counts.unknown += 1;
  if (blocked) counts.blocked += 1;
  if (isBroken) counts.brokenMacro += 1;
  if (rung === undefined && phrase === undefined && !isBroken) counts.noPhrase += 1;
  campaigns.add(keyOf(name), 1, (before) => ({
    ...name,
    unknown: (before?.unknown ?? 0) + Number(isUnknown),
    blocked: (before?.blocked ?? 0) + Number(blocked),
    brokenMacro: (before?.brokenMacro ?? 0) + Number(isBroken),
  }));
  for (const parameter of new Set(click.brokenMacros.map(toName))) {
    brokenMacros.add(keyOf(name, parameter), 1, () => ({ ...name, parameter }));
  }
  if (!isUnknown) return;
  if (looksPersonal(phrase)) {
    counts.withheld += 1;
    return;
  }
  const folded = cut(fold(clean(phrase)), MAX_PHRASE);
  unknownPhrases.add(keyOf(name, folded), 1, () => ({ ...name, phrase: folded }));
}

/** The campaign of a click, fit to be kept: bounded, and without an e-mail address. */
export function campaignOf({ source, campaign }: AdClick): CampaignName {
  return {
    ...(source === undefined ? {} : { source: toName(source) }),
    ...(campaign === undefined ? {} : { campaign: toName(campaign) }),
  };
}

/** Ids of campaigns are long numbers, so only an address gives a person away here. */
function toName(text: string): string {
  return text.includes("@") ? "(withheld)" : cut(clean(text), MAX_NAME);
}

function keyOf({ source, campaign }: CampaignName, more?: string): string {
  return JSON.stringify([source, campaign, more]);
}

function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, " ").trim();
}

function cut(text: string, length: number): string {
  return text.length > length ? `${[...text].slice(0, length - 1).join("")}…` : text;
}
