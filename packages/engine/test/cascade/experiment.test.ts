import { describe, expect, it } from "vitest";
import { bucket } from "@facet/engine";
import {
  arm,
  context,
  decideWith,
  equals,
  experiment,
  history,
  rule,
  stranger,
  variant,
} from "../support.ts";

const ARMS = [arm("control"), arm("treated", { a: "treated a" })];
const HOMEPAGE = experiment("price", ARMS);

/** The first visitor whose draw satisfies a test. */
function visitorWhere(test: (visitorId: string) => boolean): string {
  for (let i = 0; ; i++) if (test(`v${i}`)) return `v${i}`;
}

const controlled = visitorWhere((id) => bucket("price", "arm", id) < 5_000);
const treated = visitorWhere((id) => bucket("price", "arm", id) >= 5_000);

describe("an experiment", () => {
  it("fills from the visitor's arm and says SPLIT with both names", () => {
    const decided = decideWith({ rules: [HOMEPAGE] }, { visitorId: treated });
    expect(decided.slots["a"]).toEqual({
      type: "text",
      content: "treated a",
      experiment: "price",
      arm: "treated",
      reason: "SPLIT",
    });
    expect(decided.assignments).toEqual({ price: "treated" });
  });

  it("shows a control group without content the default, and still says SPLIT", () => {
    const decided = decideWith({ rules: [HOMEPAGE] }, { visitorId: controlled });
    expect(decided.slots["a"]).toEqual({
      type: "text",
      content: "default a",
      experiment: "price",
      arm: "control",
      reason: "SPLIT",
    });
    expect(decided.slots["b"]).toEqual({ type: "text", content: "default b", reason: "STATIC" });
    expect(decided.assignments).toEqual({ price: "control" });
  });

  it("shows a control group what the cascade below gives, with the names of both", () => {
    const below = rule("below", [variant("v", { a: "below a", b: "below b" })]);
    const { slots } = decideWith({ rules: [HOMEPAGE, below] }, { visitorId: controlled });
    expect(slots["a"]).toEqual({
      type: "text",
      content: "below a",
      rule: "below",
      variant: "v",
      experiment: "price",
      arm: "control",
      reason: "SPLIT",
    });
    expect(slots["b"]).toMatchObject({ rule: "below", reason: "TARGETING_MATCH" });
  });

  it("keeps its control group where an experiment below fills the slot", () => {
    const below = experiment("below", [arm("only", { a: "below" })]);
    const decided = decideWith({ rules: [HOMEPAGE, below] }, { visitorId: controlled });
    expect(decided.slots["a"]).toMatchObject({
      content: "below",
      experiment: "price",
      arm: "control",
    });
    expect(decided.assignments).toEqual({ price: "control", below: "only" });
  });

  it("leaves to rules above what they have filled, and enrols nobody where nothing is left", () => {
    const above = rule("above", [variant("v", { a: "above" })]);
    const decided = decideWith({ rules: [above, HOMEPAGE] }, { visitorId: treated });
    expect(decided.slots["a"]).toMatchObject({ content: "above", reason: "TARGETING_MATCH" });
    expect(decided.assignments).toEqual({});
  });

  it("enrols only those who match", () => {
    const rules = [{ ...HOMEPAGE, when: equals("plan", "pro") }];
    expect(decideWith({ rules }, { visitorId: treated }).assignments).toEqual({});
    expect(
      decideWith({ rules }, { visitorId: treated, signals: { plan: "pro" } }).assignments,
    ).toEqual({ price: "treated" });
  });
});

describe("a draw", () => {
  it("goes by the weights, in the order of the arms", () => {
    const arms = [arm("a", { a: "a" }, 1), arm("none", { a: "none" }, 0), arm("b", { a: "b" }, 3)];
    const rules = [experiment("weights", arms)];
    for (let i = 0; i < 300; i++) {
      const visitorId = `v${i}`;
      const expected = bucket("weights", "arm", visitorId) < 2_500 ? "a" : "b";
      expect(decideWith({ rules }, { visitorId }).assignments).toEqual({ weights: expected });
    }
  });

  it("takes part only in the share of the traffic", () => {
    const rules = [experiment("price", ARMS, { traffic: 3_000 })];
    for (let i = 0; i < 300; i++) {
      const visitorId = `v${i}`;
      const inside = bucket("price", "traffic", visitorId) < 3_000;
      const { assignments, slots } = decideWith({ rules }, { visitorId });
      expect(Object.keys(assignments)).toEqual(inside ? ["price"] : []);
      expect(slots["a"]?.reason).toBe(inside ? "SPLIT" : "DEFAULT");
    }
  });

  it("is the same for the same visitor whatever else changes", () => {
    const wider = [
      experiment("price", ARMS, { priority: 1, goal: "lead" }),
      rule("r", [variant("v", { b: "b" })]),
    ];
    for (const visitorId of [controlled, treated]) {
      expect(decideWith({ rules: wider }, { visitorId }).assignments).toEqual(
        decideWith({ rules: [HOMEPAGE] }, { visitorId }).assignments,
      );
    }
  });

  it("enrols nobody where all weights are zero", () => {
    const rules = [experiment("price", [arm("a", { a: "a" }, 0)])];
    expect(decideWith({ rules }).slots["a"]?.reason).toBe("DEFAULT");
  });

  it("enrols nobody without an id, or without consent to storage", () => {
    const rules = [HOMEPAGE];
    const denied = { storage: false, analytics: true, profile: true, ads: true, sharing: true };
    expect(decideWith({ rules }, { ...stranger(), visitorId: undefined }).assignments).toEqual({});
    expect(decideWith({ rules }, { visitorId: treated, consent: denied }).slots["a"]?.reason).toBe(
      "DEFAULT",
    );
    expect(
      decideWith({ rules }, { visitorId: treated, consent: { ...denied, storage: true } }).slots[
        "a"
      ]?.reason,
    ).toBe("SPLIT");
  });
});

describe("the first assignment", () => {
  const kept = { visitorId: controlled, history: history({ assignments: { price: "treated" } }) };

  it("is kept whatever the draw says now", () => {
    expect(decideWith({ rules: [HOMEPAGE] }, kept).assignments).toEqual({ price: "treated" });
  });

  it("is kept when traffic and weights change", () => {
    const narrowed = experiment("price", [arm("control"), arm("treated", { a: "t" }, 0)], {
      traffic: 0,
    });
    expect(decideWith({ rules: [narrowed] }, kept).slots["a"]).toMatchObject({ arm: "treated" });
  });

  it("is drawn anew where its arm is gone", () => {
    const arms = [arm("control"), arm("other", { a: "other" })];
    expect(decideWith({ rules: [experiment("price", arms)] }, kept).assignments).toEqual({
      price: "control",
    });
  });

  it("is no name that only a prototype has", () => {
    const rules = [experiment("constructor", ARMS)];
    const decided = decideWith({ rules }, { history: history(), visitorId: treated });
    expect(["control", "treated"]).toContain(decided.assignments["constructor"]);
  });
});

describe("a winner", () => {
  const ended = experiment("price", ARMS, { winner: "treated", traffic: 0 });

  it("is for everyone who matches, known or not, and enrols nobody", () => {
    for (const given of [
      context({ visitorId: controlled }),
      { ...context(), visitorId: undefined },
    ]) {
      const decided = decideWith({ rules: [ended] }, given);
      expect(decided.slots["a"]).toMatchObject({
        content: "treated a",
        experiment: "price",
        arm: "treated",
        reason: "SPLIT",
      });
      expect(decided.assignments).toEqual({});
    }
  });

  it("without content leaves the slot to the cascade below as if there were no experiment", () => {
    const below = rule("below", [variant("v", { a: "below" })]);
    const rules = [experiment("price", ARMS, { winner: "control" }), below];
    expect(decideWith({ rules }).slots["a"]).toEqual({
      type: "text",
      content: "below",
      rule: "below",
      variant: "v",
      reason: "TARGETING_MATCH",
    });
  });

  it("that no longer exists gives nothing", () => {
    const rules = [experiment("price", ARMS, { winner: "gone" })];
    expect(decideWith({ rules }).slots["a"]?.reason).toBe("DEFAULT");
  });
});

describe("the site's holdout", () => {
  const site = {
    id: "site",
    locales: ["en"],
    timeZone: "UTC",
    consent: "granted",
    holdout: 2_000,
  } as const;
  const rules = [rule("r", [variant("v", { a: "personal" })]), HOMEPAGE];
  const held = visitorWhere((id) => bucket("site", "holdout", id) < 2_000);
  const free = visitorWhere((id) => bucket("site", "holdout", id) >= 2_000);

  it("sees the defaults of all slots", () => {
    const decided = decideWith({ site, rules }, { visitorId: held });
    const expected = { type: "text", experiment: "holdout", reason: "SPLIT" };
    expect(decided.slots).toEqual({
      a: { ...expected, content: "default a" },
      b: { ...expected, content: "default b" },
    });
    expect(decided.visitor.holdout).toBe(true);
    expect(decided.assignments).toEqual({});
  });

  it("leaves all others alone", () => {
    const decided = decideWith({ site, rules }, { visitorId: free });
    expect(decided.slots["a"]?.content).toBe("personal");
    expect(decided.visitor.holdout).toBe(false);
  });

  it("holds nobody without an id or without consent", () => {
    expect(decideWith({ site, rules }, { visitorId: undefined }).visitor.holdout).toBe(false);
    const consent = {
      storage: false,
      analytics: false,
      profile: false,
      ads: false,
      sharing: false,
    };
    expect(decideWith({ site, rules }, { visitorId: held, consent }).visitor.holdout).toBe(false);
  });
});
