import { murmur3 } from "../bucket/murmur3.ts";
import { toUtf8 } from "../bucket/utf8.ts";
import type { Condition } from "../condition/condition.ts";
import type { PagePlan } from "../load/plan.ts";
import type { Ruleset } from "../load/ruleset.ts";
import type { RulesetArtifact, Schedule } from "../ruleset.ts";
import { type Leaf, leavesOf } from "./leaves.ts";
import { type Reads, readsOf } from "./reads.ts";
import { type SlotSources, sourcesOf } from "./sources.ts";

/** How the outcomes of one page are numbered, and what they depend on. */
export interface PageLayout {
  readonly plan: PagePlan;
  /** Five base-36 digits: what the page's rules, and nothing else, are. */
  readonly revision: string;
  readonly slots: readonly SlotLayout[];
  /** All that its rules ask. */
  readonly leaves: readonly Leaf[];
  readonly reads: Reads;
  readonly schedules: readonly Schedule[];
  /** Dotted names of the signals that decide, in order. */
  readonly varies: readonly string[];
  readonly hasExperiments: boolean;
  readonly hasKeywords: boolean;
  /** Folded names of cities that have a form, in order; none where the page inserts no city. */
  readonly cities: readonly string[];
  /** Name → place among {@link PageLayout.cities}. */
  readonly cityPlaces: ReadonlyMap<string, number>;
  /** List id → how many phrases the lists before it have. */
  readonly listStart: ReadonlyMap<string, number>;
  readonly phrases: number;
}

/** The numbers of one slot's outcomes. */
export interface SlotLayout extends SlotSources {
  /** By source: the number of its first outcome; one more at the end, the number of all. */
  readonly starts: readonly number[];
  /** How many languages are told apart. */
  readonly locales: number;
}

const LAYOUTS = new WeakMap<Ruleset, Map<string, PageLayout>>();

/**
 * The layout of a page; made at its first use and kept as long as the rule set is.
 *
 * @returns `undefined` for a page that the rule set does not have.
 */
export function layoutOf(ruleset: Ruleset, page: string): PageLayout | undefined {
  const known = LAYOUTS.get(ruleset) ?? new Map<string, PageLayout>();
  LAYOUTS.set(ruleset, known);
  const found = known.get(page);
  if (found) return found;
  const plan = ruleset.index.plans.get(page);
  if (!plan) return undefined;
  const made = makeLayout(ruleset, plan);
  known.set(page, made);
  return made;
}

function makeLayout({ artifact }: Ruleset, plan: PagePlan): PageLayout {
  const listStart = new Map<string, number>();
  let phrases = 0;
  for (const list of artifact.keywordLists) {
    listStart.set(list.id, phrases);
    phrases += list.phrases;
  }
  const steps = plan.steps.filter(({ rule }) => rule.enabled);
  const leaves = [...leavesOf(conditionsOf(plan), artifact.segments)];
  const reads = readsOf(leaves);
  const sources = plan.slots.map((slot, position) => sourcesOf(plan, position, { artifact, slot }));
  const insertsCity = sources.some((each) => each.sources.some((one) => one.inserted.city));
  const cities = insertsCity ? Object.keys(artifact.placeForms).sort() : [];
  const hasKeywords = steps.some(({ kind }) => kind === "keywords");
  const inserted = sources.flatMap((each) => each.sources.flatMap((one) => one.inserted.signals));
  const varies = new Set([...reads.signals, ...inserted].map(toFamily));
  if (hasKeywords) varies.add("keyword");
  if (sources.some(({ isLocalised }) => isLocalised)) varies.add("locale");
  return {
    plan,
    revision: revisionOf(artifact, plan),
    slots: sources.map((each) =>
      numberOutcomes(each, { artifact, cities: cities.length, phrases }),
    ),
    leaves,
    reads,
    schedules: steps.flatMap(({ rule }) => rule.schedule ?? []),
    varies: [...varies].sort(),
    hasExperiments: steps.some(({ kind }) => kind === "experiment"),
    hasKeywords,
    cities,
    cityPlaces: new Map(cities.map((name, place) => [name, place])),
    listStart,
    phrases,
  };
}

/** Signals of one phrase are told apart by the phrase, as one. */
function toFamily(name: string): string {
  return name === "query" || name.startsWith("keyword.") ? "keyword" : name;
}

function* conditionsOf({ steps }: PagePlan): Generator<Condition> {
  for (const step of steps) {
    if (!step.rule.enabled) continue;
    if (step.rule.when) yield step.rule.when;
    if (step.kind !== "rule") continue;
    for (const { when } of step.variants) if (when) yield when;
  }
}

interface Sizes {
  readonly artifact: RulesetArtifact;
  readonly cities: number;
  readonly phrases: number;
}

function numberOutcomes(each: SlotSources, { artifact, cities, phrases }: Sizes): SlotLayout {
  const locales = each.isLocalised ? artifact.site.locales.length : 1;
  const starts = [0];
  for (const { inserted, rows } of each.sources) {
    const width =
      each.passes.length *
      locales *
      (rows?.length ?? 1) *
      (inserted.phrase ? phrases + 1 : 1) *
      (inserted.city ? cities + 1 : 1);
    starts.push((starts.at(-1) ?? 0) + width);
  }
  return { ...each, starts, locales };
}

const REVISION_DIGITS = 5;
const REVISIONS = 36 ** REVISION_DIGITS;

// Past so many rows with content a digest of them would hold a request up for longer than a colder
// cache costs: the page then shares the revision of the whole rule set.
const MAX_DIGESTED_ROWS = 5_000;

/** A digest of all that the page's content is made from. */
function revisionOf(artifact: RulesetArtifact, plan: PagePlan): string {
  const rules = plan.steps.map(({ rule }) => rule);
  const ids = new Set(rules.flatMap((rule) => (rule.kind === "keywords" ? rule.list : [])));
  const lists = artifact.keywordLists.filter(({ id }) => ids.has(id));
  const rows = lists.reduce((sum, { content }) => sum + Object.keys(content).length, 0);
  const parts = {
    site: artifact.site.id,
    page: plan.page,
    locales: artifact.site.locales,
    holdout: artifact.site.holdout > 0,
    slots: plan.slots,
    rules,
    lists: rows > MAX_DIGESTED_ROWS ? artifact.revision : lists,
    phrases: artifact.keywords?.index,
    places: artifact.placeForms,
  };
  const hash = murmur3(toUtf8(JSON.stringify(parts)));
  return (hash % REVISIONS).toString(36).padStart(REVISION_DIGITS, "0");
}
