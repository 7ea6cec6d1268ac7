import type { Json } from "@facet/engine";
import { isEqualJson } from "./compare-json.ts";
import { checkSlot } from "./check-slot.ts";
import type { Difference } from "./check-slot.ts";
import type { Expectation, TestedDecision } from "./rule-test.ts";

/** Compares a decision with everything that is expected of it. */
export function checkDecision(decision: TestedDecision, expected: Expectation): Difference[] {
  return [
    ...checkPage(decision, expected),
    ...Object.entries(expected.slots ?? {}).flatMap(([id, slot]) =>
      checkSlot(id, Object.hasOwn(decision.slots, id) ? decision.slots[id] : undefined, slot),
    ),
    ...checkOffers(decision, expected),
    ...checkKeyword(decision, expected),
    ...checkSegments(decision, expected),
    ...checkFields("visitor", decision.visitor, expected.visitor ?? {}),
  ];
}

function checkPage(decision: TestedDecision, expected: Expectation): Difference[] {
  const actual = decision.page ?? null;
  if (expected.page === undefined || expected.page === actual) return [];
  return [{ what: "page", expected: expected.page, actual, path: ["page"] }];
}

function checkOffers(decision: TestedDecision, expected: Expectation): Difference[] {
  const actual = decision.offers.map((offer) => offer.id);
  if (!expected.offers || isEqualJson(actual, expected.offers)) return [];
  return [{ what: "offers, best first", expected: expected.offers, actual, path: ["offers"] }];
}

function checkKeyword(decision: TestedDecision, expected: Expectation): Difference[] {
  if (expected.keyword === undefined) return [];
  if (expected.keyword !== null)
    return checkFields("keyword", decision.keyword ?? {}, expected.keyword);
  const phrase = decision.keyword?.["phrase"];
  return phrase === undefined
    ? []
    : [{ what: "keyword", expected: null, actual: phrase, path: ["keyword"] }];
}

function checkSegments(decision: TestedDecision, expected: Expectation): Difference[] {
  if (!expected.segments) return [];
  const wanted = [...expected.segments].sort();
  const actual = [...(decision.visitor.segments ?? [])].sort();
  if (isEqualJson(actual, wanted)) return [];
  return [{ what: "segments", expected: wanted, actual, path: ["segments"] }];
}

function checkFields(
  of: "visitor" | "keyword",
  actual: Readonly<Record<string, Json | undefined>>,
  expected: Readonly<Record<string, Json>>,
): Difference[] {
  return Object.entries(expected).flatMap(([key, wanted]) => {
    const value = Object.hasOwn(actual, key) ? (actual[key] ?? null) : null;
    if (isEqualJson(value, wanted)) return [];
    return [{ what: `${of} ${key}`, expected: wanted, actual: value, path: [of, key] }];
  });
}
