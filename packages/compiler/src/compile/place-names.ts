import type { Condition, RulesetArtifact } from "@facet/engine";
import type { RulesSource } from "../load/located.ts";
import { walkCondition } from "./walk-condition.ts";

type Parts = Omit<RulesetArtifact, "revision" | "placeForms">;

/** Says whether any content asks for a place with its preposition. */
export function usesPlaceForms(parts: Parts): boolean {
  // Filters are data inside content at many depths; the text of the whole is quickest to look at.
  return JSON.stringify([parts.slots, parts.rules, parts.offers, parts.keywordLists]).includes(
    '{"name":"where"}',
  );
}

/** Cities that conditions and personas name. */
export function namedCities(parts: Parts, source: RulesSource): ReadonlySet<string> {
  const cities = new Set<string>();
  for (const condition of conditionsOf(parts)) {
    walkCondition(condition, (node) => {
      if (node.op !== "signal" || node.path.join(".") !== "geo.city") return;
      for (const test of node.tests) {
        if (test.is === "eq") cities.add(String(test.value));
        if (test.is === "in") for (const value of test.values) cities.add(String(value));
      }
    });
  }
  const examples = [
    ...source.personas.map(({ value }) => value),
    ...source.tests.map(({ value }) => value.given),
  ];
  for (const { geo } of examples) if (geo?.city !== undefined) cities.add(geo.city);
  return cities;
}

function conditionsOf({ segments, rules, offers, scoring }: Parts): Condition[] {
  return [
    ...Object.values(segments).map((segment) => segment.when),
    ...rules.flatMap((rule) =>
      [
        rule.when ?? [],
        rule.kind === "rule" ? rule.variants.flatMap(({ when }) => when ?? []) : [],
      ].flat(),
    ),
    ...offers.flatMap(({ when }) => when ?? []),
    ...scoring.fit.flatMap(({ when }) => when ?? []),
  ];
}
