import type { PointsRule, Ruleset, RulesetArtifact } from "@facet/engine";
import { IDENTIFYING_TRAITS } from "./signals.ts";

/** What the rules of one set ask of a visitor's past; the rest need not be at hand to decide. */
export interface InUse {
  /** By id. */
  readonly points: ReadonlyMap<string, PointsRule>;
  /** Event that `did` names → how far back it looks, milliseconds; `Infinity`: as far as kept. */
  readonly counters: ReadonlyMap<string, number>;
  /** Names of traits; `all`: which ones there are matters. */
  readonly traits: ReadonlySet<string> | "all";
  readonly firstTouch: boolean;
  /** How many pages the visit has had so far. */
  readonly pageviews: boolean;
  /** Offers that there are. */
  readonly offers: ReadonlySet<string>;
  /** How far back the limits of offers look, milliseconds; visits are apart. */
  readonly offersMs: number;
}

const KNOWN = new WeakMap<Ruleset, InUse>();

/** What a rule set asks of visitors; found at its first use and kept as long as the rule set is. */
export function inUseBy(ruleset: Ruleset): InUse {
  const known = KNOWN.get(ruleset);
  if (known !== undefined) return known;
  const found = findUses(ruleset.artifact);
  KNOWN.set(ruleset, found);
  return found;
}

function findUses(artifact: RulesetArtifact): InUse {
  const counters = new Map<string, number>();
  const signals: (readonly unknown[])[] = [];
  // Buffers of phrases hold no conditions and are long.
  const { keywords: _, ...rest } = artifact;
  walk(rest, (node) => {
    if (node["op"] === "did" && typeof node["event"] === "string") {
      const { event, withinMs = Number.POSITIVE_INFINITY } = node;
      counters.set(event, Math.max(counters.get(event) ?? 0, Number(withinMs)));
    }
    const path = node["op"] === "signal" ? node["path"] : node["signal"];
    if (Array.isArray(path)) signals.push(path);
  });
  const fields = artifact.offers.flatMap(({ form }) => form?.fields ?? []);
  const asked = fields.flatMap(({ name, ask }) => (ask === "unknown" ? [name] : []));
  const named = signals.flatMap(([root, name]) => (root === "traits" ? [name] : []));
  const asksWhoIsKnown = signals.some(([root]) => root === "visitor");
  const asksForAny = named.includes(undefined) || artifact.scoring.fit.some(({ when }) => !when);
  return {
    points: new Map(artifact.scoring.points.map((rule) => [rule.id, rule])),
    counters,
    traits: asksForAny
      ? "all"
      : new Set([...named.map(String), ...asked, ...(asksWhoIsKnown ? IDENTIFYING_TRAITS : [])]),
    firstTouch: signals.some(([root]) => root === "firstTouch"),
    pageviews: signals.some(([root]) => root === "pageviews"),
    offers: new Set(artifact.offers.map(({ id }) => id)),
    offersMs: longestLimit(artifact),
  };
}

function longestLimit({ offers, offerGroups }: RulesetArtifact): number {
  const groups = Object.values(offerGroups).map(({ limits }) => limits);
  const limits = [...offers.map((offer) => offer.limits.windows), ...groups].flat();
  return Math.max(0, ...limits.map(({ windowMs }) => windowMs));
}

function walk(value: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
  } else if (typeof value === "object" && value !== null) {
    const node: Readonly<Record<string, unknown>> = { ...value };
    visit(node);
    for (const item of Object.values(node)) walk(item, visit);
  }
}
