import { describe, expect, it } from "vitest";
import { loadRuleset, RulesetError } from "@facet/engine";
import type { RulesetArtifact } from "@facet/engine";
import { planPage } from "../../src/load/plan.ts";
import { arm, artifact, experiment, offer, rule, variant } from "../support.ts";

function refusal(input: unknown): RulesetError {
  try {
    loadRuleset(input as RulesetArtifact);
  } catch (error) {
    if (error instanceof RulesetError) return error;
    throw error;
  }
  throw new Error("it was let through");
}

describe("loading a rule set", () => {
  it("keeps the artifact", () => {
    const compiled = artifact();
    expect(loadRuleset(compiled)).toMatchObject({ artifact: compiled, warnings: [] });
  });

  it.each([null, undefined, 7, "rules", [], {}])("refuses %j, which is no artifact", (input) => {
    expect(refusal(input)).toMatchObject({ name: "RulesetError", code: "malformed" });
  });

  it("refuses another schema version and says which one it runs", () => {
    const error = refusal({ ...artifact(), schemaVersion: 2 });
    expect(error.code).toBe("schema-version");
    expect(error.message).toMatch(/version 2.*runs 1/);
  });

  it("refuses an artifact with parts missing and keeps the cause", () => {
    const { pages: _pages, ...broken } = artifact();
    const error = refusal(broken);
    expect(error.code).toBe("malformed");
    expect(error.cause).toBeInstanceOf(TypeError);
  });
});

describe("the plan of a page", () => {
  const rules = [
    rule("everywhere", [variant("v", { a: "1" })]),
    rule("elsewhere", [variant("v", { a: "1" })], { pages: ["about"] }),
    rule("other-slots", [variant("v", { z: "1" })]),
    experiment("off", [arm("control"), arm("one", { b: "1" })], { enabled: false }),
  ];
  const compiled = artifact({
    slots: {
      c: { type: "text", default: { en: { value: "c" } } },
      b: { type: "text", default: { en: { value: "b" } } },
      a: { type: "text", default: { en: { value: "a" } } },
    },
    pages: [{ id: "home", paths: [[]], slots: ["c", "b", "a"] }],
    rules,
    offers: [offer("here"), offer("there", { pages: ["about"] })],
  });
  const plan = planPage(compiled, compiled.pages[0]!);

  it("has the slots in order of id", () => {
    expect(plan.slots.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  it("has only the rules that can fill one of them there", () => {
    expect(plan.steps.map((step) => step.rule.id)).toEqual(["everywhere", "off"]);
  });

  it("knows why each slot would stay on its default", () => {
    expect(plan.slots.map(({ unfilled }) => unfilled)).toEqual(["DEFAULT", "DISABLED", "STATIC"]);
  });

  it("has only the offers for this page", () => {
    expect(plan.offers.map(({ id }) => id)).toEqual(["here"]);
  });
});
