import { ledgerEntries } from "@facet/engine";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VisitorFact } from "../../src/visitors/facts.ts";
import { toHistory } from "../../src/visitors/history.ts";
import { applyFact } from "../../src/visitors/reducer.ts";
import type { VisitorState } from "../../src/visitors/visitor.ts";
import { artifact, shop } from "../fixtures/ruleset.ts";
import { ALLOWED, event, MINUTE, NOW, told, traits, view, visitorOf } from "./facts.ts";

const rules = shop();

function after(...facts: VisitorFact[]): VisitorState {
  return visitorOf(told(...facts), rules);
}

const countOf = (state: VisitorState, name: string): number =>
  state.history.events[name]?.recent.length ?? 0;

const pointsOf = (state: VisitorState): (readonly [string, number, number])[] =>
  ledgerEntries(state.history.ledger).map(({ rule, points, at }) => [rule, points, at]);

describe("a page view", () => {
  it("opens the first visit and remembers where it came from", () => {
    const state = after(view(0, { source: "yandex", channel: "Paid Search" }));
    expect(state).toMatchObject({
      visits: 1,
      pageviews: 1,
      createdAt: NOW,
      lastSeenAt: NOW,
      firstTouch: { source: "yandex", at: NOW },
      lastTouch: { source: "yandex" },
      lastNonDirectTouch: { source: "yandex" },
      history: { visitStartedAt: NOW },
    });
    expect(state.previousVisitAt).toBeUndefined();
    expect(countOf(state, "Session Started")).toBe(1);
  });

  it("counts the events that its path stands for", () => {
    expect(countOf(after(view(0, {}, { path: "/okna/prices" })), "Pricing Viewed")).toBe(1);
  });

  it("converts the offers whose goal its path is", () => {
    const goals = { lead: { event: "Pricing Viewed" } };
    const state = visitorOf(told(view(0, {}, { path: "/okna/prices" })), shop({ goals }));
    expect(state.history.offers["discount"]?.convertedAt).toBe(NOW);
  });

  it("earns the points of the session, each with the message that opened it", () => {
    const state = after(view(0), view(60));
    expect(toHistory(state).ledger).toEqual([
      { rule: "session", event: "Session Started", points: 1, at: NOW, message: "m0000" },
      {
        rule: "session",
        event: "Session Started",
        points: 1,
        at: NOW + 60 * MINUTE,
        message: "m0001",
      },
    ]);
  });

  it("has the last word on consent where it is the latest", () => {
    const denied = { ...ALLOWED, ads: false };
    expect(after(view(0), view(1, {}, { consent: denied })).consent).toEqual(denied);
    expect(after(view(1), view(0, {}, { consent: denied })).consent).toEqual(ALLOWED);
  });
});

describe("an event", () => {
  it("is counted and earns its points", () => {
    const state = after(event("Guide Downloaded"), event("Guide Downloaded"));
    expect(countOf(state, "Guide Downloaded")).toBe(2);
    expect(pointsOf(state)).toEqual([["guide", 10, NOW]]);
  });

  it("neither opens nor prolongs a visit", () => {
    const state = after(view(0), event("Order Paid", {}, { at: NOW + 60 * MINUTE }));
    expect(state).toMatchObject({ visits: 1, lastSeenAt: NOW, pageviews: 1 });
    expect(after(event("Order Paid")).visits).toBe(0);
  });

  it("that comes late takes its place in the ledger", () => {
    const state = after(view(0), event("Guide Downloaded", {}, { at: NOW - 5 }));
    expect(pointsOf(state)).toEqual([
      ["guide", 10, NOW - 5],
      ["session", 1, NOW],
    ]);
    expect(state.createdAt).toBe(NOW - 5);
  });

  it("that tells of a session which no page view began is counted beside those", () => {
    const state = after(
      event("Session Started", {}, { at: NOW - 600 * MINUTE }),
      view(0),
      view(-1),
    );
    expect(countOf(state, "Session Started")).toBe(2);
    expect(pointsOf(state)).toEqual([
      ["session", 1, NOW - 600 * MINUTE],
      ["session", 1, NOW - MINUTE],
    ]);
    expect(state.visits).toBe(1);
  });

  it("of an offer is kept in the offer's history", () => {
    const offer = { offer: "discount" };
    const state = after(
      event("Offer Converted", offer, { at: NOW + 2 }),
      event("Offer Shown", offer, { at: NOW }),
      event("Offer Shown", offer, { at: NOW - 1 }),
      event("Offer Dismissed", offer, { at: NOW + 1 }),
      event("Offer Dismissed", offer, { at: NOW - 1 }),
      event("Offer Converted", offer, { at: NOW + 9 }),
    );
    expect(state.history.offers).toEqual({
      discount: { shown: [NOW - 1, NOW], dismissedAt: NOW + 1, convertedAt: NOW + 2 },
    });
  });

  it("of an offer that does not exist leaves no trace there", () => {
    expect(after(event("Offer Shown", { offer: "__proto__" })).history.offers).toEqual({});
  });

  it("that is an offer's goal converts the offer", () => {
    expect(after(event("Lead Submitted")).history.offers["discount"]?.convertedAt).toBe(NOW);
  });

  it("that is a submit is counted as one", () => {
    expect(after(event("Lead Submitted", {}, { submission: true })).history.submissions).toBe(1);
    expect(after(event("Lead Submitted")).history.submissions).toBe(0);
  });
});

describe("a trait", () => {
  it("is what the latest fact says, null taking it away", () => {
    const state = after(
      event("A", {}, { traits: { role: "student", city: "Омск" } }),
      traits(1, { role: "director", city: null }),
    );
    expect(state.traits).toEqual({ role: "director" });
  });

  it("is not undone by a fact that arrives late", () => {
    const state = after(
      traits(2, { role: "director", city: null }),
      traits(1, { role: "student", city: "Омск", plan: "pro" }),
    );
    expect(state.traits).toEqual({ plan: "pro", role: "director" });
  });

  it("goes to the greater message id where facts share an instant", () => {
    const one = { messageId: "b", fact: traits(0, { role: "director" }) };
    const other = { messageId: "a", fact: traits(0, { role: "student" }) };
    expect(visitorOf([one, other], rules).traits).toEqual({ role: "director" });
    expect(visitorOf([other, one], rules).traits).toEqual({ role: "director" });
  });

  it("may have any name but one that objects take for something else", () => {
    const hostile = JSON.parse('{"__proto__": "x", "constructor": "y"}');
    expect(after(traits(0, hostile)).traits).toEqual({ constructor: "y" });
  });
});

describe("an assignment", () => {
  it("is that of the earliest view, whenever it arrives", () => {
    const early = view(0, {}, { assignments: { test: "a" } });
    const late = view(1, {}, { assignments: { test: "b", other: "c" } });
    const expected = { other: "c", test: "a" };
    expect(after(early, late).history.assignments).toEqual(expected);
    expect(after(late, early).history.assignments).toEqual(expected);
  });
});

describe("a visitor's state stays small", () => {
  it("however many event names, traits and points there are", () => {
    const points = { ...artifact.scoring, points: [{ id: "p", event: "P", points: 1 }] };
    const facts = Array.from({ length: 300 }, (_, i) => [
      event(`E${i}`, {}, { at: NOW + i, traits: { [`t${i}`]: i } }),
      event("P", {}, { at: NOW + i }),
    ]).flat();
    const state = visitorOf(told(...facts), shop({ scoring: points }));
    expect(Object.keys(state.history.events)).toHaveLength(200);
    expect(state.history.events["E299"]).toBeDefined();
    expect(Object.keys(state.traits)).toHaveLength(200);
    expect(state.traits["t299"]).toBe(299);
    const ledger = ledgerEntries(state.history.ledger);
    expect(ledger).toHaveLength(101);
    expect(ledger.reduce((sum, each) => sum + each.points, 0)).toBe(300);
  });

  it("and keeps the same events of one instant, whichever came first", () => {
    const facts = told(...Array.from({ length: 210 }, (_, i) => event(`E${i}`)));
    const names = Object.keys(visitorOf(facts, rules).history.events);
    expect(Object.keys(visitorOf(facts.toReversed(), rules).history.events)).toEqual(names);
    expect(names).toHaveLength(200);
  });

  it("however long the values of traits are", () => {
    const facts = Array.from({ length: 20 }, (_, i) =>
      traits(i, { [`t${i}`]: "x".repeat(30_000) }),
    );
    expect(Object.keys(after(...facts).traits)).toEqual(["t18", "t19"]);
  });

  it("however many pages are seen in a day, campaigns or not", () => {
    const plain = Array.from({ length: 5_000 }, (_, i) => view(i / 10));
    const ads = Array.from({ length: 500 }, (_, i) => view(i, { clickId: `c${i}` }));
    const atOnce = Array.from({ length: 1_000 }, () => view(0));
    for (const facts of [plain, ads, atOnce]) {
      const state = after(...facts);
      expect(JSON.stringify(state).length).toBeLessThan(20_000);
      expect(state.visits).toBe(facts === ads ? 500 : 1);
    }
  });
});

describe("the reducer", () => {
  const anyName = fc.oneof(
    fc.string(),
    fc.constantFrom("__proto__", "constructor", "Offer Shown", "Lead Submitted", "Session Started"),
  );
  const anyJson = fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<never>);
  const anyTime = fc.oneof(
    fc.integer({ min: -8.64e15, max: 8.64e15 }),
    fc.integer({ min: NOW - 90 * MINUTE, max: NOW }),
    fc.constantFrom(0, NOW),
  );
  const anyFact = fc.oneof(
    fc.record({
      type: fc.constant("event" as const),
      name: anyName,
      at: anyTime,
      properties: anyJson,
      traits: anyJson,
    }),
    fc.record({ type: fc.constant("traits" as const), at: anyTime, traits: anyJson }),
    fc.record({
      type: fc.constant("view" as const),
      at: anyTime,
      touch: fc.record(
        { channel: fc.string(), source: fc.string(), clickId: fc.string() },
        { requiredKeys: ["channel"] },
      ),
      path: fc.string(),
      consent: fc.constant(ALLOWED),
      assignments: fc.dictionary(fc.string(), fc.string()),
    }),
  );

  it("never throws, and keeps its counts and its order", () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 12 }), (facts) => {
        const state = after(...facts);
        const times = ledgerEntries(state.history.ledger).map(({ at }) => at);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(state.visits).toBeLessThanOrEqual(
          facts.filter(({ type }) => type === "view").length,
        );
        expect(state.pageviews).toBeGreaterThanOrEqual(0);
        expect(JSON.stringify(JSON.parse(JSON.stringify(state)))).toBe(JSON.stringify(state));
      }),
      { numRuns: 500 },
    );
  });

  it("leaves the state before it as it was", () => {
    const before = after(view(0), event("Guide Downloaded"), traits(0, { role: "student" }));
    const frozen = structuredClone(before);
    for (const fact of [view(40), view(-10), event("Guide Opened"), traits(1, { role: null })]) {
      expect(applyFact(before, { messageId: "x", fact }, rules)).not.toEqual(before);
      expect(before).toEqual(frozen);
    }
  });
});
