import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ViewFact } from "../../src/visitors/facts.ts";
import { applyFact } from "../../src/visitors/reducer.ts";
import type { VisitorState } from "../../src/visitors/visitor.ts";
import { artifact, shop } from "../fixtures/ruleset.ts";
import { MINUTE, NOW, told, view, visitorOf } from "./facts.ts";

const rules = shop();

function seen(...views: ViewFact[]): VisitorState {
  return visitorOf(told(...views), rules);
}

const startsOf = ({ history }: VisitorState): number[] =>
  (history.events["Session Started"]?.recent ?? []).map((at) => (at - NOW) / MINUTE);

const linesOf = ({ history }: VisitorState): number[] =>
  (history.ledger["session"]?.lines ?? []).map(([at]) => (at - NOW) / MINUTE);

describe("a session", () => {
  it("lasts while fewer than 30 minutes are idle", () => {
    const state = seen(view(0), view(29.9), view(59.8));
    expect(state).toMatchObject({ visits: 1, pageviews: 3 });
    expect(startsOf(state)).toEqual([0]);
  });

  it("ends after 30 idle minutes", () => {
    const state = seen(view(0), view(10), view(40));
    expect(state).toMatchObject({
      visits: 2,
      pageviews: 1,
      previousVisitAt: NOW,
      history: { visitStartedAt: NOW + 40 * MINUTE },
    });
  });

  it("ends with another campaign, and not with the same one", () => {
    const ad = { source: "yandex", medium: "cpc", channel: "Paid Search" };
    expect(seen(view(0, ad), view(1, ad), view(2)).visits).toBe(1);
    expect(seen(view(0, ad), view(1, { ...ad, term: "окна" })).visits).toBe(2);
    expect(seen(view(0), view(1, ad)).visits).toBe(2);
  });

  it("keeps the first touch and the last that was not direct", () => {
    const state = seen(view(0, { source: "a", channel: "Email" }), view(60, {}));
    expect(state.firstTouch?.source).toBe("a");
    expect(state.lastTouch?.source).toBeUndefined();
    expect(state.lastNonDirectTouch?.source).toBe("a");
  });
});

describe("a page view that arrives late", () => {
  it("joins sessions between which it lies, their count and points with them", () => {
    const apart = seen(view(0), view(40));
    expect([apart.visits, startsOf(apart), linesOf(apart)]).toEqual([2, [0, 40], [0, 40]]);
    const joined = seen(view(0), view(40), view(20));
    expect(joined).toMatchObject({ visits: 1, pageviews: 3, history: { visitStartedAt: NOW } });
    expect([startsOf(joined), linesOf(joined)]).toEqual([[0], [0]]);
    expect(joined.previousVisitAt).toBeUndefined();
  });

  it("leaves the points of a session that is none to the next one", () => {
    const scoring = {
      ...artifact.scoring,
      points: [{ id: "session", event: "Session Started", points: 1, max: 2 }],
    };
    const capped = shop({ scoring });
    const views = told(view(0), view(40), view(80), view(120), view(20));
    expect(linesOf(visitorOf(views.slice(0, 4), capped))).toEqual([0, 40]);
    expect(linesOf(visitorOf(views, capped))).toEqual([0, 80]);
  });

  it("splits a session into which it brings a campaign", () => {
    const ad = { source: "yandex", channel: "Paid Search" };
    const split = seen(view(0), view(5), view(20), view(10, ad));
    expect(split).toMatchObject({ visits: 2, pageviews: 2, lastTouch: ad, previousVisitAt: NOW });
    expect([startsOf(split), linesOf(split)]).toEqual([
      [0, 10],
      [0, 10],
    ]);
  });

  it("opens the session that an earlier one was taken for", () => {
    const state = seen(view(0, { referrer: "b.example" }), view(-10, { referrer: "a.example" }));
    expect(state).toMatchObject({ visits: 1, firstTouch: { referrer: "a.example" } });
    expect(startsOf(state)).toEqual([-10]);
  });

  it("takes away the touch of a session that it joins to another", () => {
    const organic = { referrer: "google.com", channel: "Organic Search" };
    const state = seen(view(0), view(40, organic), view(20));
    expect(state.lastTouch?.channel).toBe("Direct");
    expect(state.lastNonDirectTouch).toBeUndefined();
  });

  it("by more than a day is a session of its own where none is known", () => {
    const days = (count: number): number => count * 24 * 60;
    const views = [view(0), view(days(2)), view(days(4)), view(days(4) + 10)];
    const email = { source: "a", channel: "Email" };
    const older = seen(...views, view(-days(1), email), view(20 - days(1)));
    expect(older).toMatchObject({
      visits: 4,
      pageviews: 2,
      firstTouch: { source: "a", at: NOW - days(1) * MINUTE },
      lastNonDirectTouch: { source: "a" },
      previousVisitAt: NOW + days(2) * MINUTE,
    });
    expect(startsOf(older)).toEqual([-days(1), 0, days(2), days(4)]);
    expect(linesOf(older)).toEqual([-days(1), 0, days(2), days(4)]);
    const between = seen(...views, view(days(3)));
    expect(between).toMatchObject({ visits: 4, previousVisitAt: NOW + days(3) * MINUTE });
  });

  it("by more than a day belongs to the session around it", () => {
    const day = 24 * 60;
    const state = seen(
      view(0),
      view(50, { source: "a" }),
      view(60),
      view(4 * day),
      view(80),
      view(-10),
    );
    expect(state).toMatchObject({ visits: 3, previousVisitAt: NOW + 50 * MINUTE });
    expect(startsOf(state)).toEqual([0, 50, 4 * day]);
  });

  it("by more than a day belongs to a session whose last view is not long before", () => {
    const views = [view(0), view(25), view(200), view(4 * 24 * 60), view(50)];
    expect(seen(...views).visits).toBe(3);
  });

  it("from before a visit of more than a day leaves the visit before it what it was", () => {
    const day = 24 * 60;
    const email = { source: "a", channel: "Email" };
    const long = Array.from({ length: 100 }, (_, i) => view(i * 20));
    const views = [view(-10 * day, email), ...long];
    expect(seen(...views, view(-20 * day, { source: "b", channel: "Email" }))).toMatchObject({
      visits: 3,
      previousVisitAt: NOW - 10 * day * MINUTE,
      lastNonDirectTouch: email,
    });
    expect(seen(...views, view(-5 * day, { source: "b", channel: "Email" }))).toMatchObject({
      visits: 3,
      previousVisitAt: NOW - 5 * day * MINUTE,
      lastNonDirectTouch: { source: "b" },
    });
  });

  it("changes no session of somebody whose page views are not kept", () => {
    const { views: _, ...bare } = seen(view(0), view(100), view(110));
    for (const minute of [105, 90, 50, -600]) {
      const entry = { messageId: "late", fact: view(minute) };
      expect(applyFact(bare, entry, rules)).toMatchObject({ visits: 2, pageviews: 2 });
    }
    const next = { messageId: "next", fact: view(120) };
    expect(applyFact(bare, next, rules)).toMatchObject({ visits: 2, pageviews: 3 });
  });

  it("changes nothing but the first touch where it is older than 20 sessions that are kept", () => {
    const hours = Array.from({ length: 60 }, (_, i) => view(i * 60));
    const state = seen(...hours, view(-600, { source: "a" }));
    expect(state).toMatchObject({ visits: 60, firstTouch: { source: "a" } });
  });

  it("makes the visits of two visitors add up where one turns out to be the other", () => {
    const day = 24 * 60;
    const one = [0, 10, 3 * day, 6 * day].map((minute) => view(minute));
    const other = [day, day + 20, 2 * day, 5 * day, 5 * day + 29].map((minute) => view(minute));
    expect(seen(...one, ...other).visits).toBe(6);
    expect(seen(...other, ...one).visits).toBe(6);
  });
});

const TOUCHES = [
  {},
  {},
  { referrer: "google.com", channel: "Organic Search" },
  { source: "yandex", channel: "Paid Search" },
  { source: "yandex", term: "окна", channel: "Paid Search" },
  { source: "vk", channel: "Paid Social" },
] as const;

const anyView = fc.record({
  minute: fc.integer({ min: 0, max: 150 }),
  touch: fc.constantFrom(...TOUCHES),
});

/** Sessions of views in their order, written the plain way. */
function expectedSessions(views: readonly ViewFact[]): { starts: number[]; lastTouch: object } {
  const starts: number[] = [];
  let lastAt = -Infinity;
  let lastTouch: Record<string, unknown> = {};
  for (const { at, touch } of views) {
    const { channel: _, referrer: __, ...campaign } = touch;
    const isOther = Object.entries(campaign).some(([key, value]) => lastTouch[key] !== value);
    if (at - lastAt >= 30 * MINUTE || isOther) {
      starts.push((at - NOW) / MINUTE);
      lastTouch = { ...touch, at };
    }
    lastAt = at;
  }
  return { starts, lastTouch };
}

describe("sessions", () => {
  it("are the same in whatever order the page views of a day arrive", () => {
    fc.assert(
      fc.property(
        fc.array(anyView, { minLength: 1, maxLength: 16, size: "max" }),
        fc.infiniteStream(fc.nat()),
        (drawn, order) => {
          const entries = told(
            ...drawn
              .toSorted((a, b) => a.minute - b.minute)
              .map(({ minute, touch }) => view(minute, touch)),
          );
          const shuffled = entries
            .map((each) => ({ each, key: order.next().value }))
            .sort((a, b) => a.key - b.key)
            .map(({ each }) => each);
          const state = visitorOf(shuffled, rules);
          expect(JSON.stringify(state)).toBe(JSON.stringify(visitorOf(entries, rules)));
          const expected = expectedSessions(
            entries.flatMap(({ fact }) => (fact.type === "view" ? [fact] : [])),
          );
          expect(startsOf(state)).toEqual(expected.starts.slice(-20));
          expect(linesOf(state)).toEqual(expected.starts);
          expect(state.visits).toBe(expected.starts.length);
          expect(state.lastTouch).toEqual(expected.lastTouch);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
