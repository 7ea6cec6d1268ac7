import type { CascadeState } from "../cascade/state.ts";
import { lookup } from "../condition/lookup.ts";
import type { CacheDecision, Decision } from "../decision.ts";
import type { Setting } from "../decide/setting.ts";
import { answerSlots } from "../decide/slots.ts";
import { writeBody } from "./digits.ts";
import { maxAgeAt } from "./freshness.ts";
import { showOutcome } from "./from-code.ts";
import { layoutOf, type PageLayout } from "./layout.ts";
import { cityOf, type Outcome, toNumber } from "./outcome.ts";
import { cardinalityOf } from "./reachable.ts";
import { findSource, type SlotSources } from "./sources.ts";

/** How long a stale answer may be given while a fresh one is fetched, seconds. */
const STALE_SECONDS = 600;

const CITY = ["geo", "city"] as const;
const TIME_ZONE = ["geo", "timeZone"] as const;

/** What was decided, as far as caching depends on it. */
export interface Decided {
  /** Absent: no rule concerned this visitor. */
  readonly state?: CascadeState;
  /** The slots that were asked for, as they were answered. */
  readonly slots: Decision["slots"];
}

/**
 * Says how an answer may be cached: for whom, under which key, how long. Two answers of one key have
 * the same slots, byte for byte: where that cannot be promised, the scope is `private` and there is no
 * key.
 *
 * @returns `undefined` where the URL is on no page.
 */
export function describeCache(setting: Setting, decided: Decided): CacheDecision | undefined {
  const { ruleset, context } = setting;
  const layout = context.page === null ? undefined : layoutOf(ruleset, context.page);
  if (!layout) return undefined;
  const { reads, varies, revision, plan } = layout;
  const body = isShareable(setting, layout) ? bodyOf(setting, layout, decided) : undefined;
  const isStatic = varies.length === 0 && !layout.hasExperiments && reads.times.length === 0;
  return {
    ...(body === undefined
      ? { scope: "private" as const, maxAge: 0, swr: 0 }
      : {
          scope: isStatic ? ("static" as const) : ("shared" as const),
          key: `${revision}-${body}`,
          maxAge: freshSeconds(setting, layout),
          swr: STALE_SECONDS,
        }),
    tags: ["facet", `facet-page-${plan.page}`],
    varies,
    cardinality: cardinalityOf(layout),
  };
}

/** How long the answer holds from now on, seconds. */
export function freshSeconds({ ruleset, context, scope }: Setting, layout: PageLayout): number {
  const visitorTimeZone = lookup(scope.signals, TIME_ZONE);
  return maxAgeAt(context.now, {
    schedules: layout.schedules,
    times: layout.reads.times,
    siteTimeZone: ruleset.artifact.site.timeZone,
    visitorTimeZone: typeof visitorTimeZone === "string" ? visitorTimeZone : undefined,
  });
}

/** Whether nothing but the request decided: no past, no phrase of an earlier page, no preview. */
function isShareable({ keyword }: Setting, { reads }: PageLayout): boolean {
  return !reads.history && !reads.ages && !keyword.isGiven && !keyword.isRemembered;
}

function bodyOf(
  setting: Setting,
  layout: PageLayout,
  { state, slots }: Decided,
): string | undefined {
  const { ruleset, scope, keyword, locales } = setting;
  const { match } = keyword;
  const phrase = match ? (layout.listStart.get(match.list) ?? 0) + match.row + 1 : 0;
  const city = cityOf(lookup(scope.signals, CITY), layout);
  const locale = Math.max(0, ruleset.artifact.site.locales.indexOf(locales.wanted ?? ""));
  const numbers: number[] = [];
  // A request that narrows the answer gets the key of the whole page.
  const { slots: _, ...whole } = setting.context;
  let all: Decision["slots"] | undefined;
  const answered = (id: string): Decision["slots"][string] | undefined =>
    slots[id] ?? (all ??= answerSlots({ ...setting, context: whole }, state))[id];
  for (const [position, planned] of layout.plan.slots.entries()) {
    const slot = layout.slots[position];
    if (!slot) return undefined;
    const row = keyword.source?.row;
    const outcome: Outcome = {
      source: sourceOf(setting, slot, { state, position, row }),
      pass: state?.passes[position],
      locale,
      row,
      phrase,
      city,
    };
    const number = toNumber(slot, layout, outcome);
    if (number === undefined) return undefined;
    const source = slot.sources[outcome.source];
    // Names of a city are many, and a code has one: only where both read alike may it be shared.
    if (source && source.inserted.signals.length > 0) {
      const shown = showOutcome(ruleset, { layout, slot, planned, outcome });
      if (JSON.stringify(shown) !== JSON.stringify(answered(planned.id))) return undefined;
    }
    numbers.push(number);
  }
  return writeBody(numbers);
}

function sourceOf(
  { bot, holdout }: Setting,
  slot: SlotSources,
  {
    state,
    position,
    row,
  }: {
    readonly state: CascadeState | undefined;
    readonly position: number;
    readonly row: number | undefined;
  },
): number {
  if (state) return findSource(slot, state.fills[position], row);
  if (holdout && !bot) return slot.sources.findIndex(({ kind }) => kind === "holdout");
  const own = slot.sources.findIndex(({ kind }) => kind === "bot");
  return Math.max(0, own);
}
