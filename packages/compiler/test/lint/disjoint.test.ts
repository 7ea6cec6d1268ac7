import type { Condition } from "@facet/engine";
import { describe, expect, test } from "vitest";
import { compileCondition } from "../../src/condition/index.ts";
import { factsOf } from "../../src/lint/condition-facts.ts";
import { areDisjoint, isNeverTrue } from "../../src/lint/disjoint.ts";

const condition = (input: unknown): Condition =>
  compileCondition(input, {
    path: [],
    attributes: { tags: { type: "list" }, plan: { type: "string" } },
    strict: true,
    report: (finding) => {
      throw new Error(finding.message);
    },
  });

const moscow = condition({ "geo.city": "Москва" });
const facts = (input: unknown) =>
  factsOf([condition(input)], {
    isList: ([root]) => root === "tags" || root === "traits",
    segment: (id) => (id === "moscow" ? moscow : undefined),
  });

describe("two conditions exclude each other", () => {
  test.each([
    [{ "device.type": "mobile" }, { "device.type": "desktop" }],
    [{ "geo.country": ["RU", "KZ"] }, { "geo.country": ["DE", "FR"] }],
    [{ visits: 1 }, { visits: "2.." }],
    [{ score: "..59" }, { score: "60.." }],
    [{ score: { lt: 60 } }, { score: { gte: 60 } }],
    [{ "device.bot": true }, { "device.bot": false }],
    [{ plan: "free" }, { plan: { ne: "free" } }],
    [{ plan: "free" }, { not: { plan: "free" } }],
    [{ "keyword.group": "a" }, { "keyword.group": "b", visits: 1 }],
    [{ "geo.city": "Орёл" }, { "geo.city": "Казань" }],
    [{ segment: "moscow" }, { "geo.city": "Казань" }],
    [{ segment: "hot" }, { not: { segment: "hot" } }],
    [{ did: { "Lead Submitted": 0 } }, { did: { "Lead Submitted": "1.." } }],
  ])("%j and %j", (a, b) => {
    expect(areDisjoint(facts(a), facts(b))).toBe(true);
    expect(areDisjoint(facts(b), facts(a))).toBe(true);
  });
});

describe("two conditions may meet", () => {
  test.each([
    [{ "device.type": "mobile" }, { visits: 1 }],
    [{ "geo.country": ["RU", "KZ"] }, { "geo.country": ["KZ", "DE"] }],
    [{ score: "..60" }, { score: "60.." }],
    [{ "geo.city": "Орёл" }, { "geo.city": "орел" }],
    [{ tags: "a" }, { tags: "b" }],
    [{ "traits.role": "a" }, { "traits.role": "b" }],
    [{ plan: { eq: "free", orUnknown: true } }, { plan: { eq: "pro", orUnknown: true } }],
    [{ any: [{ plan: "free" }, { visits: 1 }] }, { plan: "pro" }],
    [{ "keyword.group": "a*" }, { "keyword.group": "b" }],
    [{ did: { "Lead Submitted": 0 } }, { did: { "Lead Submitted": { within: "7d" } } }],
  ])("%j and %j", (a, b) => {
    expect(areDisjoint(facts(a), facts(b))).toBe(false);
  });
});

test("a condition that wants two values of one signal is never true", () => {
  expect(isNeverTrue(facts({ all: [{ plan: "free" }, { plan: "pro" }] }))).toBe(true);
  expect(isNeverTrue(facts({ visits: { gte: 5, lt: 5 } }))).toBe(true);
  expect(isNeverTrue(facts({ any: [{ plan: "free" }, { plan: "pro" }] }))).toBe(false);
});
