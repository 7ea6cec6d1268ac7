import { findSignal } from "@facet/engine";
import type { Goal, OfferLimits, RulesetArtifact, Site } from "@facet/engine";
import type { Located } from "../load/located.ts";
import { parseDuration } from "../scalar/duration.ts";
import { parsePercent } from "../scalar/percent.ts";
import type { SiteSource } from "../schema/index.ts";
import { compileWindows } from "./offers.ts";
import { byKey } from "./sorted.ts";
import { complain, rootOf, within } from "./spot.ts";

/**
 * Compiles what the whole site shares. Absent: English, UTC, no consent unless given, no holdout,
 * visitors' state in the store, kept until it is erased.
 */
export function compileSite(item: Located<SiteSource>): Site {
  const { value } = item;
  const retentionMs = compileRetention(item);
  return {
    id: value.site,
    locales: [...new Set(value.locales ?? ["en"])],
    timeZone: value.timeZone ?? "UTC",
    consent: value.consent?.default ?? "denied",
    holdout: value.holdout === undefined ? 0 : (parsePercent(value.holdout) ?? 0),
    ...(value.state === undefined ? {} : { state: value.state }),
    ...(retentionMs === undefined ? {} : { retentionMs }),
  };
}

const DAY_MS = 86_400_000;

function compileRetention(item: Located<SiteSource>): number | undefined {
  const { retention } = item.value;
  const retentionMs = retention === undefined ? undefined : parseDuration(retention);
  if (retentionMs === undefined || retentionMs >= DAY_MS) return retentionMs;
  complain(within(rootOf(item), "retention"), {
    code: "short-retention",
    message: `visitors would be forgotten after ${retention}, and what they do today would not count tomorrow`,
    suggestion: "keep them at least a day, e.g. retention: 395d",
  });
  return undefined;
}

/** Words that a condition reads as something else than an attribute. */
const CONDITION_WORDS: ReadonlySet<string> = new Set([
  "all",
  "any",
  "not",
  "segment",
  "did",
  "time",
]);

/** Compiles the declared attributes, in order of name. */
export function compileAttributes(item: Located<SiteSource>): RulesetArtifact["attributes"] {
  const attributes = Object.entries(item.value.attributes ?? {});
  for (const [name] of attributes) checkAttributeName(name, item);
  return byKey(
    attributes.map(([name, { type, enum: values }]) => [
      name,
      { type, ...(values ? { enum: values } : {}) },
    ]),
  );
}

/** An attribute is used by its bare name, which must therefore be its own. */
function checkAttributeName(name: string, item: Located<SiteSource>): void {
  if (!CONDITION_WORDS.has(name) && !findSignal(name)) return;
  complain(within(rootOf(item), "attributes", name), {
    onKey: true,
    code: "reserved-name",
    message: `"${name}" already means something in conditions, so no attribute can be called that`,
    suggestion: `call it otherwise, e.g. ${name}Sent`,
  });
}

/** Compiles the goals, in order of id. */
export function compileGoals({ value }: Located<SiteSource>): RulesetArtifact["goals"] {
  return byKey(
    Object.entries(value.goals ?? {}).map(
      ([id, { event, value: worth, currency }]): [string, Goal] => [
        id,
        {
          event,
          ...(worth === undefined ? {} : { value: worth }),
          ...(currency === undefined ? {} : { currency }),
        },
      ],
    ),
  );
}

/** Compiles the one budget over all offers. */
export function compileOfferLimits({ value }: Located<SiteSource>): OfferLimits {
  const { page, visit, gap, searchSafe } = value.offerLimits ?? {};
  const gapMs = gap === undefined ? undefined : parseDuration(gap);
  return {
    ...(page === undefined ? {} : { page }),
    ...(visit === undefined ? {} : { visit }),
    ...(gapMs === undefined ? {} : { gapMs }),
    ...(searchSafe === false ? { searchSafe } : {}),
  };
}

/** Compiles the groups of offers that share limits, in order of id. */
export function compileOfferGroups({ value }: Located<SiteSource>): RulesetArtifact["offerGroups"] {
  return byKey(
    Object.entries(value.offerGroups ?? {}).map(([id, { limits }]) => [
      id,
      { limits: compileWindows(Object.entries(limits)) },
    ]),
  );
}
