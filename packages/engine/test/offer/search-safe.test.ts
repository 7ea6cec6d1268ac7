import { describe, expect, it } from "vitest";
import { explainDecision } from "@facet/engine";
import type { Context, OfferLimits } from "@facet/engine";
import { decideWith, offer, signals } from "../support.ts";

const FROM_SEARCH = { "device.type": "mobile", channel: "Organic Search", pageviews: 1 };

function decideOn(facts: Readonly<Record<string, unknown>>, offerLimits: OfferLimits = {}) {
  const given: Partial<Context> = { signals: signals(facts) };
  const offers = [offer("modal"), offer("tip", { type: "slide-in" })];
  return decideWith({ offers, offerLimits }, given, { explain: explainDecision });
}

const typesOf = (...args: Parameters<typeof decideOn>) =>
  decideOn(...args).offers.map(({ type, searchSafe = false }) => [type, searchSafe]);

describe("a modal on the first page that a search brings to a phone", () => {
  it("opens as a bar at first, and the explanation says so", () => {
    expect(typesOf(FROM_SEARCH)).toEqual([
      ["bar", true],
      ["slide-in", false],
    ]);
    const traces = decideOn(FROM_SEARCH).explain?.offers ?? [];
    expect(traces.map(({ suppressed }) => suppressed)).toEqual(["search-safe", undefined]);
    expect(traces[0]?.detail).toContain("60 %");
  });

  it("does so where the pages of the visit are not counted", () => {
    const { pageviews: _, ...uncounted } = FROM_SEARCH;
    expect(typesOf(uncounted)[0]).toEqual(["bar", true]);
  });

  it.each([
    ["on the second page", { pageviews: 2 }],
    ["on a desktop", { "device.type": "desktop" }],
    ["after an advertisement", { channel: "Paid Search" }],
  ])("stays a modal %s", (_, over) => {
    expect(typesOf({ ...FROM_SEARCH, ...over })[0]).toEqual(["modal", false]);
  });

  it("stays a modal where the site wants it so, which is no business of the page", () => {
    expect(typesOf(FROM_SEARCH, { searchSafe: false })[0]).toEqual(["modal", false]);
    expect(decideOn(FROM_SEARCH, { searchSafe: false, page: 1 }).offerLimits).toEqual({ page: 1 });
  });
});
