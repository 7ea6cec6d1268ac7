import {
  type Decay,
  type JsonObject,
  ledgerEntries,
  type PointsRule,
  type Ruleset,
  scoresAt,
  type Scoring,
} from "@facet/engine";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VisitorFact, ViewFact } from "../../src/visitors/facts.ts";
import { foldEntries } from "../../src/visitors/fold.ts";
import { applyFact, newVisitor } from "../../src/visitors/reducer.ts";
import type { LogEntry } from "../../src/visitors/store.ts";
import type { VisitorState } from "../../src/visitors/visitor.ts";
import { artifact, shop, signal } from "../fixtures/ruleset.ts";
import { ALLOWED, MINUTE, NOW } from "./facts.ts";

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const RUNS = Number(process.env["FACET_FUZZ_RUNS"] ?? 500);

/** Events that earn points: sent, recognised by page, by a property, and Facet's own. */
const EVENTS = ["Guide Downloaded", "Pricing Viewed", "Bike Bought", "Session Started"] as const;

const DECAYS: readonly (Decay | undefined)[] = [
  undefined,
  { afterMs: 0, halfLifeMs: 5 * HOUR },
  { afterMs: DAY, lose: 2, everyMs: 3 * HOUR },
];

const anyRule = fc.record(
  {
    event: fc.constantFrom(...EVENTS),
    points: fc.constantFrom(1, 10, -10, 2.5),
    once: fc.constant(true),
    max: fc.constantFrom(3, 10, 20),
    perMs: fc.constantFrom(HOUR, 6 * HOUR, DAY, 3 * DAY),
    score: fc.constantFrom("trail", "city"),
  },
  { requiredKeys: ["event", "points"] },
);

const anyScoring = fc
  .record({
    drawn: fc.array(anyRule, { minLength: 1, maxLength: 6, size: "max" }),
    decay: fc.constantFrom(...DECAYS),
  })
  .map(({ drawn, decay }): Pick<Scoring, "points" | "decay"> => {
    const points = drawn.map((rule, i): PointsRule => ({ id: `rule-${i}`, ...rule }));
    return decay === undefined ? { points } : { points, decay };
  });

function rulesetOf(scoring: Pick<Scoring, "points" | "decay">): Ruleset {
  return shop({
    scoring: { ...artifact.scoring, ...scoring },
    events: {
      "Pricing Viewed": { page: [["okna", "prices"]] },
      "Bike Bought": {
        event: "Order Completed",
        where: signal("category", { is: "eq", value: "bikes" }),
      },
    },
  });
}

const TOUCHES: readonly ViewFact["touch"][] = [
  { channel: "Direct" },
  { channel: "Direct" },
  { channel: "Direct" },
  { channel: "Organic Search", referrer: "google.com" },
  { channel: "Paid Search", source: "yandex" },
  { channel: "Paid Search", source: "yandex", term: "окна" },
  { channel: "Email", source: "news" },
];

type Timeless<T> = T extends VisitorFact ? Omit<T, "at"> : never;

const anyFact: fc.Arbitrary<Timeless<VisitorFact>> = fc.oneof(
  fc.record({
    type: fc.constant("view" as const),
    touch: fc.constantFrom(...TOUCHES),
    path: fc.constantFrom("/okna", "/okna/prices"),
    consent: fc.constantFrom(ALLOWED, { ...ALLOWED, ads: false }),
    phrase: fc.constantFrom(undefined, null, {
      phrase: "окна пвх",
      list: "search",
      match: "broad" as const,
      rung: "matcher" as const,
    }),
    assignments: fc.constantFrom<Readonly<Record<string, string>>>(
      {},
      { test: "a" },
      { test: "b", other: "c" },
    ),
  }),
  fc.record({
    type: fc.constant("event" as const),
    name: fc.constantFrom(
      "Guide Downloaded",
      "Order Completed",
      "Session Started",
      "Offer Shown",
      "Offer Dismissed",
      "Offer Converted",
      "Lead Submitted",
    ),
    properties: fc.constantFrom<JsonObject>({}, { category: "bikes" }, { offer: "discount" }),
    traits: fc.constantFrom<JsonObject | undefined>(
      undefined,
      { role: "student" },
      { role: null, plan: "pro" },
    ),
  }),
  fc.record({
    type: fc.constant("traits" as const),
    traits: fc.dictionary(fc.constantFrom("role", "plan", "city"), fc.constantFrom("x", "y", null)),
  }),
);

interface Arrival {
  readonly entry: LogEntry;
  /** Where it comes in the order of arrival. */
  readonly order: number;
}

/** Facts over so long a time, of which each arrives up to a day late. */
function anyStream(spanMs: number, lateMs: number): fc.Arbitrary<Arrival[]> {
  const drawn = fc.record({
    fact: anyFact,
    // Few different times, so that facts share an instant and lie at the edges of windows.
    offset: fc.integer({ min: 0, max: Math.floor(spanMs / (10 * MINUTE)) }),
    late: fc.double({ min: 0, max: 1, noNaN: true }),
    id: fc.integer({ min: 0, max: 0xffff }),
  });
  return fc.array(drawn, { maxLength: 40, size: "max" }).map((facts) =>
    facts.map(({ fact, offset, late, id }, i): Arrival => {
      const at = NOW + offset * 10 * MINUTE;
      const messageId = `${id.toString(16)}-${i}`;
      return {
        entry: { site: "shop", messageId, visitorId: "v1", receivedAt: at, fact: { ...fact, at } },
        order: at + late * lateMs,
      };
    }),
  );
}

const inTime = (stream: readonly Arrival[]): LogEntry[] =>
  stream
    .map(({ entry }) => entry)
    .toSorted((a, b) => a.fact.at - b.fact.at || (a.messageId < b.messageId ? -1 : 1));

const asArrived = (stream: readonly Arrival[]): LogEntry[] =>
  stream.toSorted((a, b) => a.order - b.order).map(({ entry }) => entry);

/** Points left of an entry, written the plain way. */
function left(points: number, ageMs: number, decay: Decay | undefined): number {
  const fading = decay === undefined ? 0 : Math.max(0, ageMs - decay.afterMs);
  if (decay === undefined || fading === 0) return points;
  if ("halfLifeMs" in decay) return points * 2 ** (-fading / decay.halfLifeMs);
  const lost = decay.lose * Math.floor(fading / decay.everyMs);
  return points > 0 ? Math.max(0, points - lost) : Math.min(0, points + lost);
}

/** What happened by name, sessions included, written the plain way. */
function occurrencesOf(entries: readonly LogEntry[]): { name: string; at: number; id: string }[] {
  let lastAt = -Infinity;
  let campaign: Readonly<Record<string, unknown>> = {};
  return entries.flatMap(({ fact, messageId: id }) => {
    const { at } = fact;
    const named = (name: string) => ({ name, at, id });
    if (fact.type === "traits") return [];
    if (fact.type === "event") {
      const isBike = fact.name === "Order Completed" && fact.properties["category"] === "bikes";
      return [named(fact.name), ...(isBike ? [named("Bike Bought")] : [])];
    }
    const { channel: _, referrer: __, ...brought } = fact.touch;
    const isOther = Object.entries(brought).some(([key, value]) => campaign[key] !== value);
    const opens = at - lastAt >= 30 * MINUTE || isOther;
    if (opens) campaign = { ...fact.touch };
    lastAt = at;
    return [
      ...(fact.path === "/okna/prices" ? [named("Pricing Viewed")] : []),
      ...(opens ? [named("Session Started")] : []),
    ];
  });
}

/** Entries of one rule for all that happened, written the plain way. */
function expectedLines(rule: PointsRule, entries: readonly LogEntry[]): object[] {
  const lines: { at: number; points: number; message: string }[] = [];
  for (const { name, at, id } of occurrencesOf(entries)) {
    if (name !== rule.event || (rule.once && lines.length > 0)) continue;
    const last = lines.at(-1)?.at ?? -Infinity;
    if (rule.perMs !== undefined && at - last < rule.perMs) continue;
    const used = lines.reduce((sum, { points }) => sum + Math.abs(points), 0);
    const size = Math.min(Math.abs(rule.points), (rule.max ?? Infinity) - used);
    if (size > 0) lines.push({ at, points: Math.sign(rule.points) * size, message: id });
  }
  return lines;
}

function linesOf(state: VisitorState, rule: string): object[] {
  return ledgerEntries(state.history.ledger)
    .filter((entry) => entry.rule === rule)
    .map(({ at, points, message }) => ({ at, points, message }));
}

function expectScoreAddsUp(state: VisitorState, ruleset: Ruleset, now: number): void {
  const { scoring } = ruleset.artifact;
  const entries = ledgerEntries(state.history.ledger);
  const { score, scores } = scoresAt(scoring, entries, now);
  for (const [name, value] of [[undefined, score] as const, ...Object.entries(scores)]) {
    const sum = entries
      .filter((entry) => entry.score === name)
      .reduce((total, { points, at }) => total + left(points, now - at, scoring.decay), 0);
    expect(Math.abs(value - sum)).toBeLessThanOrEqual(0.00502);
  }
}

describe("for any rules and any stream of facts", () => {
  it("the score is the sum of the ledger at every instant", () => {
    fc.assert(
      fc.property(anyScoring, anyStream(4 * DAY, DAY), (scoring, stream) => {
        const ruleset = rulesetOf(scoring);
        let state = newVisitor("v1", NOW);
        for (const entry of asArrived(stream)) {
          state = applyFact(state, entry, ruleset);
          for (const later of [0, 3 * HOUR, 2 * DAY, 30 * DAY]) {
            expectScoreAddsUp(state, ruleset, entry.fact.at + later);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ["three hours in any order", 3 * HOUR, 1_000 * DAY],
    ["a day in any order", DAY, 1_000 * DAY],
    ["days, each fact up to a day late", 5 * DAY, DAY],
  ])("the state of %s is that of the order of time, byte for byte", (_, spanMs, lateMs) => {
    fc.assert(
      fc.property(anyScoring, anyStream(spanMs, lateMs), (scoring, stream) => {
        const fold = foldEntries(rulesetOf(scoring));
        const inOrder = JSON.stringify(fold(undefined, inTime(stream), "v1"));
        expect(JSON.stringify(fold(undefined, asArrived(stream), "v1"))).toBe(inOrder);
      }),
      { numRuns: RUNS },
    );
  });

  it("replaying the log makes the live state, byte for byte", () => {
    fc.assert(
      fc.property(anyScoring, anyStream(20 * DAY, 20 * DAY), (scoring, stream) => {
        const fold = foldEntries(rulesetOf(scoring));
        const log = asArrived(stream);
        let stored: string | undefined;
        for (const entry of log) {
          const current = stored === undefined ? undefined : (JSON.parse(stored) as VisitorState);
          stored = JSON.stringify(fold(current, [entry], "v1"));
        }
        if (stored !== undefined) expect(JSON.stringify(fold(undefined, log, "v1"))).toBe(stored);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ["three hours in any order", 3 * HOUR, 1_000 * DAY],
    ["days, each fact up to a day late", 5 * DAY, DAY],
  ])("the ledger of %s has the lines that the rules give", (_, spanMs, lateMs) => {
    fc.assert(
      fc.property(anyScoring, anyStream(spanMs, lateMs), (scoring, stream) => {
        const state = foldEntries(rulesetOf(scoring))(undefined, asArrived(stream), "v1");
        for (const rule of scoring.points) {
          expect(linesOf(state, rule.id)).toEqual(expectedLines(rule, inTime(stream)));
        }
      }),
      { numRuns: RUNS },
    );
  });
});
