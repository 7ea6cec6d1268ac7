import { describe, expect, it } from "vitest";
import type { Rule, RulesetArtifact } from "@facet/engine";
import { describePage } from "@facet/engine/codes";
import { arm, equals, experiment, NEVER, rule, ruleset, variant } from "../support.ts";

const SLOT = "a";

function outcomes(rules: readonly Rule[], over: Partial<RulesetArtifact> = {}): number {
  const page = describePage(ruleset({ rules, ...over }), "home");
  expect(page).toBeDefined();
  return page?.outcomes[SLOT] ?? 0;
}

const mobile = equals("device.type", "mobile");
const one = (id: string, over: Partial<Rule> = {}): Rule =>
  ({ ...rule(id, [variant("a", { [SLOT]: id })]), ...over }) as Rule;

describe("the outcomes that people can get of a slot", () => {
  it("are its default and what each rule has for it", () => {
    expect(outcomes([])).toBe(1);
    expect(outcomes([one("a", { when: mobile }), one("b", { when: mobile })])).toBe(3);
  });

  it("are not those of rules that are off or can never match", () => {
    expect(outcomes([one("a", { enabled: false }), one("b", { when: NEVER })])).toBe(1);
  });

  it("end with a rule that always fills the slot", () => {
    expect(outcomes([one("a"), one("b", { when: mobile })])).toBe(1);
    expect(outcomes([one("a", { bundle: true } as Partial<Rule>), one("b")])).toBe(2);
    expect(outcomes([one("a", { schedule: { until: 1 } }), one("b")])).toBe(2);
  });

  it("count twice below an experiment that leaves the slot to them", () => {
    const arms = [arm("control"), arm("new", { [SLOT]: "new" })];
    expect(outcomes([experiment("x", arms)])).toBe(3);
    expect(outcomes([experiment("x", arms), one("a", { when: mobile })])).toBe(5);
    expect(outcomes([one("a", { when: mobile }), experiment("x", arms)])).toBe(4);
  });

  it("of an experiment that was won are the winner's", () => {
    const arms = [arm("old", { [SLOT]: "old" }), arm("new", { [SLOT]: "new" })];
    expect(outcomes([{ ...experiment("x", arms), winner: "new" } as Rule])).toBe(2);
  });

  it("have what the holdout gets among them", () => {
    const { site } = ruleset().artifact;
    expect(outcomes([one("a", { when: mobile })], { site: { ...site, holdout: 500 } })).toBe(3);
  });
});
