import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCookieBody } from "../../src/visitors/cookie-body.ts";
import { COOKIE_PARTS } from "../../src/visitors/cookie-evict.ts";
import { createCookieEvictions } from "../../src/visitors/cookie-evictions.ts";
import type { ViewEntry } from "../../src/visitors/cookie-first.ts";
import { type CookieContent, fitCookieBody } from "../../src/visitors/cookie-fit.ts";
import { fromCookieState } from "../../src/visitors/cookie-state.ts";
import { MAX_BODY_BYTES } from "../../src/visitors/seal.ts";
import type { VisitorState } from "../../src/visitors/visitor.ts";
import { artifact, shop } from "../fixtures/ruleset.ts";
import { MINUTE, NOW, told, view, visitorOf } from "./facts.ts";

const POINTS = Array.from({ length: 30 }, (_, i) => ({
  id: `rule-${i}`,
  event: `Event ${i}`,
  points: 1,
}));
const RULESET = shop({ scoring: { ...artifact.scoring, points: POINTS } });
const TERM = "купить пластиковые окна недорого";

function many<T>(
  count: number,
  make: (i: number) => readonly [string, T],
): Readonly<Record<string, T>> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => make(i)));
}

/** A visitor with so many of everything; what comes later is younger. */
function visitorWith(count: number): VisitorState {
  const base = visitorOf(
    told(view(0, { channel: "Paid Search", term: TERM, content: "banner" })),
    RULESET,
  );
  const at = (i: number) => NOW + i * MINUTE;
  return {
    ...base,
    traits: many(count, (i) => [`trait-${i}`, `value ${i}`]),
    phrase: { phrase: TERM, list: "search", match: "broad", rung: "matcher" },
    history: {
      ...base.history,
      events: many(count, (i) => [`Event ${i}`, { days: [], recent: [at(i)] }]),
      ledger: many(Math.min(count, POINTS.length), (i) => [
        `rule-${i}`,
        {
          event: `Event ${i}`,
          lines: Array.from({ length: count }, (_, j) => [at(i + j), 1, ""] as const),
        },
      ]),
      offers: many(count, (i) => [`offer-${i}`, { shown: [at(i)] }]),
      assignments: many(count, (i) => [`experiment-${i}`, "control"]),
    },
    stamps: {
      ...base.stamps,
      traits: Array.from({ length: count }, (_, i) => [at(i), "", [`trait-${i}`]] as const),
      assignments: many(count, (i) => [`experiment-${i}`, [at(i), ""] as const]),
    },
  };
}

function fit(content: CookieContent) {
  const evicted: string[] = [];
  const text = fitCookieBody(content, (part, count) => {
    evicted.push(...Array.from({ length: count }, () => part));
  });
  const body = parseCookieBody(text, "shop");
  const state = fromCookieState(body?.state ?? null, { id: content.id, ruleset: RULESET });
  return { text, bytes: Buffer.byteLength(text), evicted, body, state };
}

describe("a cookie with room for everything", () => {
  it("has everything", () => {
    const state = visitorWith(3);
    const fitted = fit({ id: "v1", state });
    expect(fitted.evicted).toEqual([]);
    expect(Object.keys(fitted.state?.history.events ?? {})).toHaveLength(3);
    expect(fitted.state?.traits).toEqual(state.traits);
    expect(fitted.state?.lastTouch).toEqual(state.lastTouch);
  });
});

describe("a cookie that is too small for all", () => {
  it("gives up parts in their order, the oldest of each first", () => {
    const { evicted, state, bytes } = fit({ id: "v1", state: visitorWith(40) });
    expect(bytes).toBeLessThanOrEqual(MAX_BODY_BYTES);
    const order = evicted.map((part) => COOKIE_PARTS.findIndex((each) => each === part));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    const left = Object.keys(state?.history.events ?? {});
    const traits = Object.keys(state?.traits ?? {});
    for (const [names, prefix] of [
      [left, "Event "],
      [traits, "trait-"],
    ] as const) {
      const kept = names.map((name) => Number(name.slice(prefix.length)));
      expect(kept.toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: kept.length }, (_, i) => 40 - kept.length + i),
      );
    }
  });

  it("keeps every point of a rule whose lines became one", () => {
    const { state, evicted } = fit({ id: "v1", state: visitorWith(40) });
    expect(evicted).toContain("points");
    expect(evicted).not.toContain("rules");
    for (const { carried, lines } of Object.values(state?.history.ledger ?? {})) {
      const points = lines.reduce((sum, [, each]) => sum + each, carried?.points ?? 0);
      expect(points).toBe(40);
    }
  });

  it("is used to the end: what gave way would not have fitted", () => {
    const { bytes } = fit({ id: "v1", state: visitorWith(40) });
    expect(bytes).toBeGreaterThan(MAX_BODY_BYTES - 60);
  });

  it("still has visits, consent and channel when nothing else fits", () => {
    const long = "ы".repeat(200);
    const touch = { channel: "Paid Search", source: long, medium: long, term: long, content: long };
    const base = visitorWith(200);
    const assignments = many(300, (i) => [`${long}${i}`, "a"]);
    const state: VisitorState = {
      ...base,
      lastTouch: { ...touch, campaign: long, id: long, clickId: long, at: NOW },
      history: { ...base.history, assignments },
    };
    const fitted = fit({ id: "v1", state });
    expect(fitted.bytes).toBeLessThanOrEqual(MAX_BODY_BYTES);
    expect(fitted.state).toMatchObject({ visits: 1, pageviews: 1, consent: { storage: true } });
    expect(fitted.state?.lastTouch?.channel).toBe("Paid Search");
    expect(fitted.evicted).toContain("touches");
    expect(fitted.evicted).toContain("assignments");
  });

  it("holds whatever visitor there is, named however", () => {
    fc.assert(
      fc.property(
        fc.nat(80),
        fc.string({ unit: "binary", minLength: 1, maxLength: 200 }),
        (count, id) => {
          const { bytes, body } = fit({ id: id.toWellFormed(), state: visitorWith(count) });
          expect(bytes).toBeLessThanOrEqual(MAX_BODY_BYTES);
          expect(body?.id).toBe(id.toWellFormed());
          expect(body?.state).toBeDefined();
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("a first view that rides in a cookie", () => {
  const entry = (parts: object, touch: object = {}): ViewEntry => ({
    site: "shop",
    visitorId: "v1",
    messageId: "view:1",
    receivedAt: NOW,
    fact: { ...view(0, touch), ...parts },
  });

  it.each([
    ["plain", entry({})],
    ["with a phrase", entry({ phrase: { phrase: TERM, list: "l", match: "id", rung: "id" } })],
    ["whose phrase ends", entry({ phrase: null })],
    ["with arms", entry({ assignments: { test: "a", __proto: "b" } })],
    ["without a path", entry({ path: undefined })],
  ])("comes out as it went in: %s", (_, first) => {
    const { body, evicted } = fit({ id: "v1", first });
    expect(JSON.parse(JSON.stringify(body?.first))).toEqual(JSON.parse(JSON.stringify(first)));
    expect(evicted).toEqual([]);
  });

  it("loses its path and the longest values of its touch where they do not fit", () => {
    const long = "ы".repeat(200);
    const all = { source: long, medium: long, campaign: long, term: long, content: long, id: long };
    const path = `/${"x".repeat(1_000)}`;
    const { body, evicted, bytes } = fit({ id: "v1", first: entry({ path }, all) });
    expect(bytes).toBeLessThanOrEqual(MAX_BODY_BYTES);
    expect(new Set(evicted)).toEqual(new Set(["first"]));
    expect(body?.first?.fact.path).toBeUndefined();
    expect(body?.first?.fact.touch.channel).toBe("Direct");
    expect(body?.first?.messageId).toBe("view:1");
  });

  it("goes before the state does", () => {
    const { body, evicted } = fit({ id: "v1", first: entry({}), state: visitorWith(60) });
    expect(body?.first).toEqual(entry({}));
    expect(evicted).not.toContain("first");
  });
});

describe("what gave way", () => {
  it("is counted by site and part, from zero", () => {
    const evictions = createCookieEvictions();
    evictions.count("a", "traits", 2);
    evictions.count("a", "traits", 1);
    expect(evictions.totals("a").get("traits")).toBe(3);
    expect(evictions.totals("b").get("traits")).toBe(0);
    expect([...evictions.totals("b").keys()]).toEqual([...COOKIE_PARTS, "first"]);
  });
});
