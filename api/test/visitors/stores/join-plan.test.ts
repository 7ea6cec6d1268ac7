import { describe, expect, it } from "vitest";
import { type NameFacts, planJoin, planSplit } from "../../../src/visitors/stores/join-plan.ts";

function name(id: string, facts: Partial<NameFacts> = {}): NameFacts {
  return { name: id, visitor: id, isSeen: true, isKnown: false, isErased: false, ...facts };
}

const unseen = { isSeen: false };

describe("a join", () => {
  it("of two new names gives the visitor the anonymous one as id", () => {
    expect(planJoin(name("a", unseen), name("u", unseen))).toEqual({
      outcome: "linked",
      user: { name: "u", visitor: "a" },
    });
  });

  it("with somebody known gives a new anonymous name to them", () => {
    expect(planJoin(name("a", unseen), name("u"))).toEqual({
      outcome: "linked",
      user: { name: "u", visitor: "u" },
      move: { from: "a", to: "u" },
    });
  });

  it("of two visitors goes to the one the user id names, in one step", () => {
    expect(planJoin(name("a"), name("u", { visitor: "first", isKnown: true }))).toEqual({
      outcome: "merged",
      user: { name: "u", visitor: "first" },
      move: { from: "a", to: "first" },
    });
  });

  it("of what is one already only makes it known", () => {
    const both = { visitor: "v" };
    expect(planJoin(name("a", both), name("u", both))).toEqual({
      outcome: "same",
      user: { name: "u", visitor: "v" },
    });
  });

  it("of two known people is refused, and the user id is known from then on", () => {
    const known = name("a", { visitor: "first", isKnown: true });
    expect(planJoin(known, name("u"))).toEqual({
      outcome: "refused",
      user: { name: "u", visitor: "u" },
    });
  });

  it("with an erased anonymous name is refused, and the user id is known from then on", () => {
    expect(planJoin(name("a", { isErased: true }), name("u"))).toEqual({
      outcome: "refused",
      user: { name: "u", visitor: "u" },
    });
  });

  it.each([name("a"), name("a", { isErased: true })])(
    "with an erased user id changes nothing",
    (anonymous) => {
      expect(planJoin(anonymous, name("u", { isErased: true }))).toEqual({ outcome: "refused" });
    },
  );
});

describe("a split", () => {
  const [a, b, u] = [
    { name: "a", isKnown: false },
    { name: "b", isKnown: false },
    { name: "u", isKnown: true },
  ];

  it("leaves the others with their id", () => {
    expect(planSplit("a", "u", [u, a, b])).toEqual({ rest: [u, b], visitor: "u" });
  });

  it("of a visitor's own id leaves the others with a user id of theirs, or else the first", () => {
    expect(planSplit("a", "a", [a, b, u])).toEqual({ rest: [b, u], visitor: "u" });
    expect(planSplit("a", "a", [a, b])).toEqual({ rest: [b], visitor: "b" });
  });

  it("of the only name there is not", () => {
    expect(planSplit("a", "a", [a])).toBeUndefined();
  });
});
