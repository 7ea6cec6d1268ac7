import { describe, expect, it } from "vitest";
import { slotOutcomes } from "@facet/engine/codes";
import { arm, equals, experiment, rule, ruleset, variant } from "../support.ts";

const SLOT = "a";
const mobile = equals("device.type", "mobile");

function contents(rules: Parameters<typeof rule>[1], limit = 100) {
  const set = ruleset({ rules: [{ ...rule("r", rules), when: mobile }] });
  const found = slotOutcomes(set, { page: "home", limit });
  return found?.find(({ slot }) => slot === SLOT);
}

describe("what a slot can show", () => {
  it("is its default and each variant's content", () => {
    const found = contents([variant("x", { [SLOT]: "one" }), variant("y", { [SLOT]: "two" })]);
    const [first, ...others] = found?.outcomes ?? [];
    expect(first?.reason).toBe("DEFAULT");
    expect(others.map(({ content, variant }) => [content, variant])).toEqual([
      ["one", "x"],
      ["two", "y"],
    ]);
  });

  it("has the same content once", () => {
    const found = contents([variant("x", { [SLOT]: "one" }), variant("y", { [SLOT]: "one" })]);
    expect(found?.outcomes).toHaveLength(2);
  });

  it("has the arms of experiments", () => {
    const set = ruleset({ rules: [experiment("e", [arm("old"), arm("new", { [SLOT]: "new" })])] });
    const [slot] = slotOutcomes(set, { page: "home", limit: 100 }) ?? [];
    expect(slot?.outcomes.map(({ content }) => content)).toContain("new");
  });

  it("is cut at a limit, and says so", () => {
    const variants = Array.from({ length: 9 }, (_, i) => variant(`v${i}`, { [SLOT]: `c${i}` }));
    const found = contents(variants, 4);
    expect(found?.looked).toBe(4);
    expect(found?.total).toBeGreaterThan(4);
    expect(found?.outcomes).toHaveLength(4);
  });

  it("is unknown of a page that there is not", () => {
    expect(slotOutcomes(ruleset({ rules: [] }), { page: "nowhere", limit: 1 })).toBeUndefined();
  });
});
