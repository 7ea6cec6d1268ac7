import { describe, expect, it } from "vitest";
import { bucket, explainDecision } from "@facet/engine";
import type { Condition, Context, Offer, OfferHistory, RulesetArtifact } from "@facet/engine";
import {
  atLeast,
  DAY,
  decideWith,
  equals,
  history,
  HOUR,
  MINUTE,
  NEVER,
  NOW,
  offer,
} from "../support.ts";

const DENIED = { storage: false, analytics: false, profile: false, ads: false, sharing: false };

/** What was decided about offers: ids that may show, and `id: reason` for the others. */
function judge(
  offers: readonly Offer[],
  given: Partial<Context> = {},
  over: Partial<RulesetArtifact> = {},
): string[] {
  const decided = decideWith({ offers, ...over }, given, { explain: explainDecision });
  const traces = decided.explain?.offers ?? [];
  const shown = traces.filter(({ suppressed }) => suppressed === undefined).map(({ id }) => id);
  expect(decided.offers.map(({ id }) => id)).toEqual(shown);
  for (const { suppressed, detail } of traces)
    expect(detail === undefined).toBe(suppressed === undefined);
  return traces.map(({ id, suppressed }) => (suppressed ? `${id}: ${suppressed}` : id));
}

function detail(
  offers: readonly Offer[],
  given: Partial<Context> = {},
  over: Partial<RulesetArtifact> = {},
): string | undefined {
  return decideWith({ offers, ...over }, given, { explain: explainDecision }).explain?.offers.find(
    (each) => each.detail,
  )?.detail;
}

function past(offers: Readonly<Record<string, OfferHistory>>): Partial<Context> {
  return { history: history({ offers, visitStartedAt: NOW - HOUR }) };
}

describe("an offer", () => {
  it("may show when nothing speaks against it, best first", () => {
    expect(judge([offer("one"), offer("two", { priority: 10 })])).toEqual(["one", "two"]);
  });

  it("is held back off its pages, its schedule, its audience, for crawlers, and when switched off", () => {
    expect(judge([offer("o", { pages: ["about"] })])).toEqual(["o: page"]);
    expect(judge([offer("o", { enabled: false })])).toEqual(["o: disabled"]);
    expect(judge([offer("o", { schedule: { until: NOW } })])).toEqual(["o: schedule"]);
    expect(judge([offer("o", { when: NEVER })])).toEqual(["o: audience"]);
    expect(judge([offer("o")], { bot: true })).toEqual(["o: bot"]);
    expect(judge([offer("o")], { page: null })).toEqual(["o: page"]);
  });

  it("is not for those of whom its condition is unknown", () => {
    const when: Condition = { op: "not", of: atLeast("employees", 50) };
    expect(judge([offer("o", { when })])).toEqual(["o: audience"]);
    expect(judge([offer("o", { when })], { signals: { employees: 5 } })).toEqual(["o"]);
  });

  it("is told with what its page needs", () => {
    const trigger = { any: [{ exit: true }, { idleMs: 45_000 }] } as const;
    const { offers } = decideWith({ offers: [offer("o", { trigger, goal: "lead", type: "bar" })] });
    expect(offers).toEqual([
      { id: "o", type: "bar", trigger, content: { title: "o" }, goal: "lead" },
    ]);
  });

  it("has its content rendered, and nothing from the URL echoed", () => {
    const template = [
      "Discount ",
      { signal: ["geo", "city"], filters: [{ name: "where" }], default: "for you" },
    ] as const;
    const echo = [{ signal: ["utm", "term"], filters: [], default: "windows" }] as const;
    const content = {
      en: {
        value: { title: "Discount", body: "" },
        inserts: [
          { path: ["title"], template },
          { path: ["body"], template: echo },
        ],
      },
    };
    const signals = { geo: { city: "Berlin" }, utm: { term: "<script>" } };
    const { offers } = decideWith({ offers: [offer("o", { content })] }, { signals });
    expect(offers[0]?.content).toEqual({ title: "Discount in Berlin", body: "windows" });
  });

  it("is held back where it has no content for the language", () => {
    const content = { de: { value: { title: "Rabatt" } } };
    expect(judge([offer("o", { content })])).toEqual(["o: error"]);
    expect(judge([offer("o", { content })], { locale: "de" })).toEqual(["o"]);
  });

  it("that breaks costs only itself", () => {
    const broken = { ...offer("broken"), limits: undefined } as unknown as Offer;
    expect(judge([broken, offer("o")])).toEqual(["broken: error", "o"]);
  });
});

describe("an offer's own limits", () => {
  const twice = offer("o", { limits: { visit: 2, windows: [] } });
  const weekly = offer("o", { limits: { windows: [{ windowMs: 7 * DAY, count: 2 }] } });

  it("count shows in the visit", () => {
    expect(judge([twice], past({ o: { shown: [NOW - 2 * HOUR, NOW - MINUTE] } }))).toEqual(["o"]);
    expect(judge([twice], past({ o: { shown: [NOW - HOUR, NOW - MINUTE] } }))).toEqual([
      "o: limits",
    ]);
    expect(detail([twice], past({ o: { shown: [NOW - HOUR, NOW - MINUTE] } }))).toBe(
      "shown 2 of 2 times in this visit",
    );
  });

  it("count shows in a rolling window, to the millisecond", () => {
    expect(judge([weekly], past({ o: { shown: [NOW - 7 * DAY, NOW - DAY] } }))).toEqual(["o"]);
    expect(judge([weekly], past({ o: { shown: [NOW - 7 * DAY + 1, NOW - DAY] } }))).toEqual([
      "o: limits",
    ]);
    expect(detail([weekly], past({ o: { shown: [NOW - DAY, NOW] } }))).toBe(
      "shown 2 of 2 times in 7d",
    );
  });

  it("keep it quiet for a time after it was closed", () => {
    const quiet = offer("o", { limits: { windows: [], afterDismissMs: 3 * DAY } });
    expect(judge([quiet], past({ o: { shown: [], dismissedAt: NOW - 3 * DAY + 1 } }))).toEqual([
      "o: dismissed",
    ]);
    expect(judge([quiet], past({ o: { shown: [], dismissedAt: NOW - 3 * DAY } }))).toEqual(["o"]);
    expect(judge([offer("o")], past({ o: { shown: [], dismissedAt: NOW } }))).toEqual(["o"]);
  });

  it("end it with its goal, where they say so", () => {
    const converted = past({ o: { shown: [], convertedAt: NOW - 80 * DAY } });
    expect(judge([offer("o", { limits: { windows: [], until: "convert" } })], converted)).toEqual([
      "o: converted",
    ]);
    expect(judge([offer("o")], converted)).toEqual(["o"]);
  });

  it("do not count the shows of others", () => {
    expect(judge([twice], past({ other: { shown: [NOW, NOW, NOW] } }))).toEqual(["o"]);
    expect(judge([offer("constructor", { limits: { visit: 1, windows: [] } })], past({}))).toEqual([
      "constructor",
    ]);
  });
});

describe("limits without a past", () => {
  const limited = offer("limited", { limits: { visit: 1, windows: [] } });

  it("hold an offer back: for want of consent, or because nothing can be counted", () => {
    expect(judge([limited, offer("free")], { history: undefined, consent: DENIED })).toEqual([
      "limited: consent",
      "free",
    ]);
    expect(judge([limited, offer("free")], { history: undefined })).toEqual([
      "limited: limits",
      "free",
    ]);
    expect(detail([limited], { history: undefined })).toContain("cannot be read");
  });

  it("of a group count too", () => {
    const offerGroups = { discounts: { limits: [{ windowMs: DAY, count: 1 }] } };
    const grouped = offer("grouped", { group: "discounts" });
    expect(judge([grouped], { history: undefined }, { offerGroups })).toEqual(["grouped: limits"]);
    expect(judge([grouped], { history: undefined })).toEqual(["grouped"]);
  });
});

describe("the site's budget", () => {
  const offerLimits = { page: 1, visit: 2, gapMs: 30_000 };

  it("is told as what is left of the visit", () => {
    expect(decideWith({ offerLimits }).offerLimits).toEqual(offerLimits);
    const shownOnce = past({ a: { shown: [NOW - MINUTE] }, b: { shown: [NOW - 2 * HOUR] } });
    expect(decideWith({ offerLimits }, shownOnce).offerLimits).toEqual({
      page: 1,
      visit: 1,
      gapMs: 30_000,
    });
    expect(decideWith({ offerLimits }, { history: undefined }).offerLimits).toEqual(offerLimits);
    expect(decideWith({}).offerLimits).toEqual({});
  });

  it("holds all offers back once it is spent, never below zero", () => {
    const spent = past({ a: { shown: [NOW - MINUTE, NOW] }, b: { shown: [NOW] } });
    expect(judge([offer("a"), offer("c")], spent, { offerLimits })).toEqual([
      "a: limits",
      "c: limits",
    ]);
    expect(decideWith({ offerLimits }, spent).offerLimits.visit).toBe(0);
  });
});

describe("a group", () => {
  const offers = [
    offer("first", { group: "g", priority: 90, when: equals("plan", "pro") }),
    offer("second", { group: "g", priority: 80 }),
    offer("alone", { priority: 70 }),
  ];

  it("gives its best offer only", () => {
    expect(judge(offers, { signals: { plan: "pro" } })).toEqual([
      "first",
      "second: group",
      "alone",
    ]);
    expect(detail(offers, { signals: { plan: "pro" } })).toBe("first of group g comes first");
  });

  it("gives the next best where the best is held back", () => {
    expect(judge(offers)).toEqual(["first: audience", "second", "alone"]);
  });

  it("has limits over all of its offers", () => {
    const offerGroups = { g: { limits: [{ windowMs: 7 * DAY, count: 1 }] } };
    const shown = past({ first: { shown: [NOW - 6 * DAY] } });
    expect(judge(offers, shown, { offerGroups })).toEqual([
      "first: audience",
      "second: limits",
      "alone",
    ]);
    expect(judge(offers, past({ first: { shown: [NOW - 7 * DAY] } }), { offerGroups })).toEqual([
      "first: audience",
      "second",
      "alone",
    ]);
  });
});

describe("a holdout", () => {
  const held = offer("held", { holdout: 5_000, group: "g" });

  it("keeps its share of the audience from the offer, and gives them nothing instead", () => {
    for (let i = 0; i < 60; i++) {
      const visitorId = `v${i}`;
      const isHeld = bucket("held", "holdout", visitorId) < 5_000;
      const expected = [isHeld ? "held: holdout" : "held", "next: group"];
      expect(judge([held, offer("next", { group: "g" })], { visitorId })).toEqual(expected);
    }
  });

  it("holds nobody back without an id or consent", () => {
    const heldId = Array.from({ length: 50 }, (_, i) => `v${i}`).find(
      (id) => bucket("held", "holdout", id) < 5_000,
    );
    expect(judge([held], { visitorId: heldId })).toEqual(["held: holdout"]);
    expect(judge([held], { visitorId: undefined })).toEqual(["held"]);
    expect(judge([held], { visitorId: heldId, consent: DENIED })).toEqual(["held"]);
  });

  it("of the site keeps its share from all offers", () => {
    const site = {
      id: "site",
      locales: ["en"],
      timeZone: "UTC",
      consent: "granted",
      holdout: 10_000,
    } as const;
    expect(judge([offer("a"), offer("b", { when: NEVER })], {}, { site })).toEqual([
      "a: holdout",
      "b: audience",
    ]);
  });
});

describe("the quiet time between two offers", () => {
  const wait = (shownAgoMs: readonly number[]) =>
    decideWith(
      { offers: [offer("o")], offerLimits: { gapMs: 30_000 } },
      past({ o: { shown: shownAgoMs.map((ago) => NOW - ago) } }),
    ).offerLimits;

  it("goes on from the page before", () => {
    expect(wait([MINUTE, 10_000])).toEqual({ gapMs: 30_000, waitMs: 20_000 });
  });

  it("is over after it, and never longer than it is", () => {
    expect(wait([])).toEqual({ gapMs: 30_000 });
    expect(wait([30_000])).toEqual({ gapMs: 30_000 });
    expect(wait([-MINUTE])).toEqual({ gapMs: 30_000, waitMs: 30_000 });
  });
});
