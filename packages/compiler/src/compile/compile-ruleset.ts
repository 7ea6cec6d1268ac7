import { SCHEMA_VERSION } from "@facet/engine";
import type { AttributeType, KeywordBuffers, RulesetArtifact } from "@facet/engine";
import { compileCondition } from "../condition/index.ts";
import { createKeywordBuilder } from "../keyword/index.ts";
import type { LintInput } from "../lint/input.ts";
import type { Located, RulesSource } from "../load/located.ts";
import type { Dictionary } from "../morphology/index.ts";
import type { SiteSource } from "../schema/index.ts";
import { compileEventSchemas } from "./event-schemas.ts";
import { compileEvents } from "./events.ts";
import { compileExperiment } from "./experiments.ts";
import { compileKeywordList, keywordGroupsOf } from "./keywords.ts";
import { compileOffer } from "./offers.ts";
import { compilePages } from "./pages.ts";
import { compilePlaceForms } from "./place-forms.ts";
import { namedCities, usesPlaceForms } from "./place-names.ts";
import { compileRule } from "./rules.ts";
import type { CompileScope } from "./scope.ts";
import { compileScoring } from "./scoring.ts";
import { compileSegments } from "./segments.ts";
import { createSignalCheck } from "./signal-check.ts";
import {
  compileAttributes,
  compileGoals,
  compileOfferGroups,
  compileOfferLimits,
  compileSite,
} from "./site.ts";
import { compileSlots } from "./slots.ts";
import { byKey, byPriority, compareText } from "./sorted.ts";

/** A compiled rule set with what its checks look at. */
export interface CompiledRuleset extends LintInput {
  /** What goes with the artifact where there are phrases. */
  readonly buffers?: Required<KeywordBuffers>;
}

/**
 * Compiles everything that the files say, broken parts as well as they go, so that all problems of a
 * run come out together. Problems are reported through the items.
 */
export function compileRuleset(
  source: RulesSource,
  item: Located<SiteSource>,
  { dictionary }: { readonly dictionary?: Dictionary | undefined } = {},
): CompiledRuleset {
  const site = compileSite(item);
  const attributes = compileAttributes(item);
  const checkSignal = createSignalCheck(attributes);
  const slots = compileSlots(item, {
    locales: site.locales,
    checkSignal,
  });
  const goals = compileGoals(item);
  const scope: CompileScope = {
    site,
    attributes,
    slots,
    checkSignal,
    declared: source.declared,
    goalEvents: new Map(Object.entries(goals).map(([id, { event }]) => [id, event])),
    ...conditionCompilers(source, { attributes, timeZone: site.timeZone }),
  };
  const rules = source.rules.map((each) => ({ rule: compileRule(each, scope), item: each }));
  const experiments = source.experiments.map((each) => ({
    rule: compileExperiment(each, scope),
    item: each,
  }));
  const builder = createKeywordBuilder();
  // The rows of all lists are numbered in this order.
  const ordered = source.keywordLists.toSorted((a, b) => compareText(a.name, b.name));
  const keywordScope = { ...scope, builder };
  const lists = ordered.map((each) => {
    const { list, rule } = compileKeywordList(each, keywordScope);
    return { list, rule, item: each };
  });
  const phrases = builder.build({ dictionary });
  const offers = source.offers.map((each) => ({ offer: compileOffer(each, scope), item: each }));
  const parts = {
    schemaVersion: SCHEMA_VERSION,
    site,
    attributes,
    slots: byKey([...slots].map(([id, { slot }]) => [id, slot])),
    pages: compilePages(item, source.declared.slots),
    segments: compileSegments(source, scope),
    rules: byPriority([...rules, ...experiments, ...lists].map(({ rule }) => rule)),
    offers: byPriority(offers.map(({ offer }) => offer)),
    offerGroups: compileOfferGroups(item),
    offerLimits: compileOfferLimits(item),
    scoring: compileScoring(source.scoring, scope),
    keywordLists: lists.map(({ list }) => list),
    ...(phrases ? { keywords: phrases.keywords } : {}),
    goals,
    events: compileEvents(source, scope),
    ...compileEventSchemas(source),
  } satisfies Omit<RulesetArtifact, "revision" | "placeForms">;
  const placeForms = usesPlaceForms(parts) ? compilePlaceForms(namedCities(parts, source)) : {};
  return {
    source,
    artifact: { ...parts, placeForms },
    ...(phrases ? { buffers: phrases.buffers } : {}),
    rules,
    experiments,
    keywords: lists,
    offers,
  };
}

interface ConditionSettings {
  readonly attributes: Readonly<Record<string, AttributeType>>;
  readonly timeZone: string;
}

function conditionCompilers(
  source: RulesSource,
  { attributes, timeZone }: ConditionSettings,
): Pick<CompileScope, "condition" | "properties"> {
  const keywordGroups = new Set(source.keywordLists.flatMap(keywordGroupsOf));
  const lists = { keywordLists: source.declared.keywordLists, keywordGroups };
  const { segments } = source.declared;
  return {
    condition: (input, spot) =>
      compileCondition(input, { ...spot, attributes, segments, lists, strict: true, timeZone }),
    properties: (input, spot) =>
      compileCondition(input, { ...spot, attributes: {}, strict: false, timeZone }),
  };
}
