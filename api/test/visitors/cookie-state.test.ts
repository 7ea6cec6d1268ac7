import {
  type Condition,
  countWithin,
  type Decay,
  type Json,
  type JsonObject,
  type PointsRule,
  type Ruleset,
  scoresAt,
} from "@facet/engine";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Touch } from "@facet/context";
import { parseCookieBody, writeCookieBody } from "../../src/visitors/cookie-body.ts";
import { fromCookieState, toCookieState } from "../../src/visitors/cookie-state.ts";
import { trimState } from "../../src/visitors/cookie-trim.ts";
import type { VisitorFact } from "../../src/visitors/facts.ts";
import { toHistory } from "../../src/visitors/history.ts";
import { recallPhrase } from "../../src/visitors/phrase.ts";
import { applyFact, newVisitor } from "../../src/visitors/reducer.ts";
import { toVisitorSignals } from "../../src/visitors/signals.ts";
import type { VisitorState } from "../../src/visitors/visitor.ts";
import { artifact, shop, signal } from "../fixtures/ruleset.ts";
import { ALLOWED, event, MINUTE, NOW, told, traits, view, visitorOf } from "./facts.ts";

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const RUNS = Number(process.env["FACET_FUZZ_RUNS"] ?? 200);

function did(name: string, withinMs?: number): Condition {
  return { op: "did", event: name, min: 1, ...(withinMs === undefined ? {} : { withinMs }) };
}

/** Events that the rules ask for, and how far back. */
const ASKED = [
  ["Guide Downloaded", 14 * DAY],
  ["Session Started", undefined],
  ["Bike Bought", 2 * DAY],
] as const;

const SEGMENTS = {
  guide: { when: did("Guide Downloaded", 14 * DAY) },
  bikes: { when: { op: "any", of: [did("Session Started"), did("Bike Bought", 2 * DAY)] } },
  moscow: { when: signal("traits.city", { is: "eq", value: "Moscow" }) },
  first: { when: signal("firstTouch.source", { is: "eq", value: "yandex" }) },
} as const satisfies Ruleset["artifact"]["segments"];

const DECAYS: readonly (Decay | undefined)[] = [
  undefined,
  { afterMs: 0, halfLifeMs: 5 * HOUR },
  { afterMs: 3 * DAY, halfLifeMs: 10 * DAY },
  { afterMs: DAY, lose: 2, everyMs: 3 * HOUR },
];

const anyRule = fc.record(
  {
    event: fc.constantFrom("Guide Downloaded", "Pricing Viewed", "Session Started"),
    points: fc.constantFrom(1, 10, -10, 2.5),
    once: fc.constant(true),
    max: fc.constantFrom(3, 10, 20),
    perMs: fc.constantFrom(HOUR, DAY, 3 * DAY),
    score: fc.constantFrom("trail", "city"),
  },
  { requiredKeys: ["event", "points"] },
);

function rulesWith(points: readonly PointsRule[], decay?: Decay): Ruleset {
  return shop({
    segments: SEGMENTS,
    scoring: { ...artifact.scoring, points, ...(decay ? { decay } : {}) },
  });
}

const anyScoring = fc.record({
  drawn: fc.array(anyRule, { minLength: 1, maxLength: 5 }),
  decay: fc.constantFrom(...DECAYS),
});

type Timeless<T> = T extends VisitorFact ? Omit<T, "at"> : never;

const anyFact: fc.Arbitrary<Timeless<VisitorFact>> = fc.oneof(
  fc.record({
    type: fc.constant("view" as const),
    touch: fc.constantFrom<Touch>(
      { channel: "Direct" },
      { channel: "Paid Search", source: "yandex", term: "окна" },
      { channel: "Email", source: "news" },
    ),
    path: fc.constantFrom("/okna", "/okna/prices"),
    consent: fc.constantFrom(ALLOWED, { ...ALLOWED, ads: false }),
    phrase: fc.constantFrom(
      undefined,
      null,
      { phrase: "окна", list: "search", match: "broad" as const, rung: "matcher" as const },
      {
        phrase: "пвх",
        list: "search",
        match: "id" as const,
        rung: "id" as const,
        until: NOW + 5 * DAY,
      },
    ),
    assignments: fc.constantFrom<Readonly<Record<string, string>>>(
      {},
      { test: "a" },
      { test: "b", other: "c" },
    ),
  }),
  fc.record({
    type: fc.constant("event" as const),
    name: fc.constantFrom("Guide Downloaded", "Bike Bought", "Lead Submitted", "Offer Shown"),
    properties: fc.constantFrom<JsonObject>({}, { offer: "discount" }),
    submission: fc.constantFrom(undefined, true as const),
  }),
  fc.record({
    type: fc.constant("traits" as const),
    traits: fc.constantFrom<JsonObject>(
      { city: "Moscow" },
      { city: "Kazan", email: "a@b.example" },
      { city: null },
    ),
  }),
);

/** Facts in the order of their times, which are whole seconds, as a cookie's are. */
const anyHistory = fc
  .array(fc.record({ fact: anyFact, steps: fc.constantFrom(1, 60, 1_900, 20_000, 200_000) }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((drawn) => {
    let at = NOW;
    return drawn.map(({ fact, steps }): VisitorFact => {
      at += steps * 1_000;
      return { ...fact, at };
    });
  });

function throughCookie(state: VisitorState, ruleset: Ruleset, now: number): VisitorState {
  const body = writeCookieBody({
    id: state.id,
    state: toCookieState(trimState(state, ruleset, now)),
  });
  const parsed = parseCookieBody(body, "shop");
  const read = fromCookieState(parsed?.state ?? null, { id: state.id, ruleset });
  if (read === undefined) throw new Error(`not read: ${body}`);
  return read;
}

function scoresOf(state: VisitorState, { artifact }: Ruleset, now: number): Record<string, number> {
  const { score, scores } = scoresAt(artifact.scoring, toHistory(state).ledger, now);
  return { ...scores, "": score };
}

/** What a decision can see of a visitor besides the scores. */
function seen(state: VisitorState, now: number) {
  const { history } = state;
  // No rule of these asks whether the visitor is known.
  const { traits: _, visitor: __, ...signals } = toVisitorSignals(state);
  const phrase = recallPhrase(state, now);
  return {
    signals,
    city: Object.entries(state.traits).find(([name]) => name === "city")?.[1],
    did: ASKED.map(([name, withinMs]) =>
      countWithin(history.events[name], { now, ...(withinMs === undefined ? {} : { withinMs }) }),
    ),
    offers: Object.entries(history.offers).flatMap(([id, { shown, convertedAt }]) => {
      const count = shown.filter((at) => at >= history.visitStartedAt).length;
      return count === 0 && convertedAt === undefined ? [] : [[id, count, convertedAt]];
    }),
    assignments: history.assignments,
    submissions: history.submissions,
    visitStartedAt: history.visitStartedAt,
    consent: state.consent,
    phrase: phrase && [phrase.phrase, phrase.list, phrase.match, phrase.rung],
  };
}

describe("a state that travels in a cookie", () => {
  it("decides as one that is kept whole, after every fact", () => {
    fc.assert(
      fc.property(anyScoring, anyHistory, fc.nat(40 * DAY), ({ drawn, decay }, facts, later) => {
        const points = drawn.map((rule, i) => ({ id: `rule-${i}`, ...rule }));
        const ruleset = rulesWith(points, decay);
        let whole = newVisitor("v1", facts[0]?.at ?? NOW);
        let travelled = whole;
        for (const [i, fact] of facts.entries()) {
          const entry = { messageId: `m${i}`, fact };
          whole = applyFact(whole, entry, ruleset);
          travelled = throughCookie(applyFact(travelled, entry, ruleset), ruleset, fact.at);
          for (const now of [fact.at, fact.at + later]) {
            expect(seen(travelled, now)).toEqual(seen(whole, now));
            const [expected, found] = [whole, travelled].map((each) =>
              scoresOf(each, ruleset, now),
            );
            expect(Object.keys(found ?? {})).toEqual(Object.keys(expected ?? {}));
            for (const [name, value] of Object.entries(expected ?? {})) {
              expect(Math.abs((found?.[name] ?? 0) - value)).toBeLessThan(0.011);
            }
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("has one line for each points rule that never fades, however often it earned", () => {
    const ruleset = rulesWith([{ id: "guide", event: "Guide Downloaded", points: 1 }]);
    const facts = Array.from({ length: 500 }, (_, i) =>
      event("Guide Downloaded", {}, { at: NOW + i * MINUTE }),
    );
    const read = throughCookie(visitorOf(told(...facts), ruleset), ruleset, NOW + DAY);
    expect(read.history.ledger["guide"]).toEqual({
      event: "Guide Downloaded",
      carried: { count: 500, points: 500, at: NOW + 499 * MINUTE },
      lines: [],
    });
  });

  it("has one line for what has begun to fade by half-life, and all in their grace time", () => {
    const decay = { afterMs: 2 * DAY, halfLifeMs: DAY };
    const ruleset = rulesWith([{ id: "guide", event: "Guide Downloaded", points: 8 }], decay);
    const at = (days: number) => event("Guide Downloaded", {}, { at: NOW + days * DAY });
    const state = visitorOf(told(at(0), at(1), at(4), at(5)), ruleset);
    const read = throughCookie(state, ruleset, NOW + 5 * DAY);
    expect(read.history.ledger["guide"]).toMatchObject({
      carried: { count: 2, points: 12, at: NOW + DAY },
      lines: [
        [NOW + 4 * DAY, 8, ""],
        [NOW + 5 * DAY, 8, ""],
      ],
    });
  });

  it("has nothing that the rules do not ask for", () => {
    const ruleset = rulesWith([]);
    const facts = told(
      view(0, { source: "yandex", channel: "Paid Search" }),
      event("Never Asked", { email: "a@b.example" }),
      traits(1, { city: "Moscow", email: "a@b.example", note: "x".repeat(5_000) }),
    );
    const state = visitorOf(facts, ruleset);
    const text = JSON.stringify(toCookieState(trimState(state, ruleset, NOW)));
    expect(text).toContain("Moscow");
    expect(text).not.toMatch(/Never Asked|a@b|xxx|\/okna/u);
  });

  it("keeps who somebody is where a rule asks whether they are known", () => {
    const known = { when: signal("visitor.known", { is: "eq", value: true }) };
    const ruleset = shop({ segments: { known } });
    const state = visitorOf(told(traits(0, { email: "a@b.example", city: "Moscow" })), ruleset);
    expect(throughCookie(state, ruleset, NOW).traits).toEqual({ email: "a@b.example" });
  });

  it("is short: five visits and forty events of a busy visitor", () => {
    const ruleset = rulesWith(artifact.scoring.points);
    const facts = Array.from({ length: 5 }, (_, visit) => [
      view(visit * 1_440, { source: "yandex", channel: "Paid Search", term: "купить окна" }),
      ...Array.from({ length: 8 }, (__, i) =>
        event(
          i % 2 === 0 ? "Guide Downloaded" : "Bike Bought",
          {},
          {
            at: NOW + visit * DAY + i * MINUTE,
          },
        ),
      ),
    ]).flat();
    const state = visitorOf(told(...facts), ruleset);
    const trimmed = trimState(state, ruleset, NOW + 4 * DAY);
    expect(JSON.stringify(toCookieState(trimmed)).length).toBeLessThan(500);
  });

  it("forgets rules, offers and first touches that the rules no longer have", () => {
    const before = rulesWith(artifact.scoring.points);
    const facts = told(
      view(0),
      event("Guide Downloaded"),
      event("Offer Shown", { offer: "discount" }),
    );
    const state = throughCookie(visitorOf(facts, before), before, NOW);
    const after = shop({ scoring: { ...artifact.scoring, points: [] }, offers: [] });
    const read = throughCookie(state, after, NOW);
    expect(read.history).toMatchObject({ ledger: {}, offers: {}, events: {} });
    expect(read).not.toHaveProperty("firstTouch");
    expect(read.visits).toBe(1);
  });

  it.each([null, 0, "x", {}, [], [1], ["a", "b", "c"], [[], [], []]])(
    "is not read from %j",
    (value) => {
      expect(fromCookieState(value, { id: "v1", ruleset: shop() })).toBeUndefined();
    },
  );

  it("is read without harm from anything that looks a little like it", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 20 }), (drawn) => {
        const ruleset = shop();
        const values: Json[] = JSON.parse(JSON.stringify(drawn));
        const state = fromCookieState([NOW / 1_000, 1, 1, ...values], { id: "v1", ruleset });
        const next = state && applyFact(state, { messageId: "m", fact: view(10) }, ruleset);
        expect(next?.pageviews).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
