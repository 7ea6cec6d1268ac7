import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyAssignments,
  applyEvent,
  applyPageView,
  newVisitor,
} from "../../src/visitors/reducer.ts";
import type { PageView, VisitorEvent, VisitorState } from "../../src/visitors/visitor.ts";
import { MINUTE, NOW } from "../fixtures/app.ts";
import { artifact, shop } from "../fixtures/ruleset.ts";

const rules = shop();
const consent = { storage: true, analytics: true, profile: true, ads: true, sharing: true };

function view(minutes: number, touch: object = {}, path = "/okna"): PageView {
  return { at: NOW + minutes * MINUTE, touch: { channel: "Direct", ...touch }, path, consent };
}

function event(name: string, properties = {}, parts: Partial<VisitorEvent> = {}): VisitorEvent {
  return { name, at: NOW, properties, ...parts };
}

function seen(...views: PageView[]): VisitorState {
  return views.reduce((state, each) => applyPageView(state, each, rules), newVisitor("v1", NOW));
}

function did(...events: VisitorEvent[]): VisitorState {
  return events.reduce((state, each) => applyEvent(state, each, rules), newVisitor("v1", NOW));
}

const countOf = (state: VisitorState, name: string): number =>
  state.history.events[name]?.recent.length ?? 0;

describe("a page view", () => {
  it("opens the first visit and remembers where it came from", () => {
    const state = seen(view(0, { source: "yandex", channel: "Paid Search" }));
    expect(state).toMatchObject({
      visits: 1,
      pageviews: 1,
      lastSeenAt: NOW,
      firstTouch: { source: "yandex", at: NOW },
      lastTouch: { source: "yandex" },
      lastNonDirectTouch: { source: "yandex" },
      history: { visitStartedAt: NOW },
    });
    expect(state.previousVisitAt).toBeUndefined();
    expect(countOf(state, "Session Started")).toBe(1);
  });

  it("belongs to the visit while fewer than 30 minutes are idle", () => {
    const state = seen(view(0), view(29.9), view(59.8));
    expect(state).toMatchObject({ visits: 1, pageviews: 3 });
    expect(countOf(state, "Session Started")).toBe(1);
  });

  it("opens the next visit after 30 idle minutes", () => {
    const state = seen(view(0), view(10), view(40));
    expect(state).toMatchObject({
      visits: 2,
      pageviews: 1,
      previousVisitAt: NOW,
      history: { visitStartedAt: NOW + 40 * MINUTE },
    });
  });

  it("keeps the first touch and the last that was not direct", () => {
    const state = seen(view(0, { source: "a", channel: "Email" }), view(60, {}));
    expect(state.firstTouch?.source).toBe("a");
    expect(state.lastTouch?.source).toBeUndefined();
    expect(state.lastNonDirectTouch?.source).toBe("a");
  });

  it("does not open a visit when the clock runs backwards", () => {
    const state = seen(view(0), view(-600));
    expect(state).toMatchObject({ visits: 1, pageviews: 2, lastSeenAt: NOW });
  });

  it("counts the events that its path stands for", () => {
    const state = seen(view(0, {}, "/okna/prices"));
    expect(countOf(state, "Pricing Viewed")).toBe(1);
  });

  it("earns the points of the session", () => {
    const { ledger } = seen(view(0), view(60)).history;
    expect(ledger.map(({ rule, points, at }) => [rule, points, at])).toEqual([
      ["session", 1, NOW],
      ["session", 1, NOW + 60 * MINUTE],
    ]);
  });
});

describe("an event", () => {
  it("is counted and earns its points", () => {
    const state = did(event("Guide Downloaded"), event("Guide Downloaded"));
    expect(countOf(state, "Guide Downloaded")).toBe(2);
    expect(state.history.ledger).toHaveLength(1);
  });

  it("neither opens nor prolongs a visit", () => {
    const before = seen(view(0));
    const after = applyEvent(before, event("Order Paid", {}, { at: NOW + 60 * MINUTE }), rules);
    expect(after).toMatchObject({ visits: 1, lastSeenAt: NOW, pageviews: 1 });
    expect(did(event("Order Paid")).visits).toBe(0);
  });

  it("that comes late takes its place in the ledger", () => {
    const state = did(
      event("Session Started", {}, { at: NOW }),
      event("Guide Downloaded", {}, { at: NOW - 5 }),
    );
    expect(state.history.ledger.map(({ at }) => at)).toEqual([NOW - 5, NOW]);
  });

  it("brings traits, the later over the earlier, null to forget", () => {
    const state = did(
      event("A", {}, { traits: { role: "student", city: "Омск" } }),
      event("B", {}, { traits: { role: "director", city: null } }),
    );
    expect(state.traits).toEqual({ role: "director" });
  });

  it("of an offer is kept in the offer's history", () => {
    const offer = { offer: "discount" };
    const state = did(
      event("Offer Shown", offer, { at: NOW }),
      event("Offer Shown", offer, { at: NOW - 1 }),
      event("Offer Dismissed", offer, { at: NOW + 1 }),
      event("Offer Converted", offer, { at: NOW + 2 }),
    );
    expect(state.history.offers).toEqual({
      discount: { shown: [NOW - 1, NOW], dismissedAt: NOW + 1, convertedAt: NOW + 2 },
    });
  });

  it("of an offer that does not exist leaves no trace there", () => {
    expect(did(event("Offer Shown", { offer: "__proto__" })).history.offers).toEqual({});
  });

  it("that is an offer's goal converts the offer", () => {
    expect(did(event("Lead Submitted")).history.offers["discount"]?.convertedAt).toBe(NOW);
  });

  it("that is a submit is counted as one", () => {
    expect(did(event("Lead Submitted", {}, { submission: true })).history.submissions).toBe(1);
    expect(did(event("Lead Submitted")).history.submissions).toBe(0);
  });
});

describe("an assignment", () => {
  it("stands once it is given", () => {
    const first = applyAssignments(newVisitor("v1", NOW), { test: "a" });
    const second = applyAssignments(first, { test: "b", other: "c" });
    expect(second.history.assignments).toEqual({ test: "a", other: "c" });
  });
});

describe("a visitor's state stays small", () => {
  it("however many event names, traits and points there are", () => {
    const points = { ...artifact.scoring, points: [{ id: "p", event: "P", points: 1 }] };
    const generous = shop({ scoring: points });
    let state = newVisitor("v1", NOW);
    for (let i = 0; i < 300; i += 1) {
      state = applyEvent(
        state,
        event(`E${i}`, {}, { at: NOW + i, traits: { [`t${i}`]: i } }),
        generous,
      );
    }
    expect(Object.keys(state.history.events)).toHaveLength(200);
    expect(state.history.events["E299"]).toBeDefined();
    expect(Object.keys(state.traits)).toHaveLength(200);
    expect(state.traits["t299"]).toBe(299);
    const ledger = Array.from({ length: 1_000 }, (_, i) => ({
      rule: "p",
      event: "P",
      points: 1,
      at: i,
    }));
    const once = { rule: "once", event: "O", points: 5, at: -1 };
    const long = { ...state, history: { ...state.history, ledger: [once, ...ledger.slice(1)] } };
    const next = applyEvent(long, event("P"), generous);
    expect(next.history.ledger).toHaveLength(1_000);
    expect(next.history.ledger[0]).toEqual(once);
  });
});

describe("the reducer", () => {
  const anyEvent = fc.record({
    name: fc.oneof(
      fc.string(),
      fc.constantFrom("__proto__", "constructor", "Offer Shown", "Lead Submitted"),
    ),
    at: fc.oneof(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.constantFrom(0, NOW)),
    properties: fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<never>),
    traits: fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<never>),
  });
  const anyView = fc.record({
    at: fc.integer({ min: -8.64e15, max: 8.64e15 }),
    touch: fc.record(
      { channel: fc.string(), source: fc.string(), clickId: fc.string() },
      { requiredKeys: ["channel"] },
    ),
    path: fc.string(),
    consent: fc.constant(consent),
  });

  it("never throws, and keeps its counts and its order", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyEvent, anyView), { maxLength: 12 }), (steps) => {
        let state = newVisitor("v1", NOW);
        for (const step of steps) {
          state =
            "name" in step ? applyEvent(state, step, rules) : applyPageView(state, step, rules);
        }
        const times = state.history.ledger.map(({ at }) => at);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(state.visits).toBeGreaterThanOrEqual(0);
        expect(state.pageviews).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });
});
