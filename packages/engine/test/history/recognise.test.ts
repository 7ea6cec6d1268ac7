import { describe, expect, it } from "vitest";
import { recogniseEvents } from "@facet/engine";
import { atLeast, equals, NOW, ruleset } from "../support.ts";

const rules = ruleset({
  segments: { big: { when: atLeast("revenue", 100) } },
  events: {
    "Pricing Viewed": { page: [["pricing", "**"], ["preise"]] },
    "Phone Clicked": { click: "a[href^='tel:']" },
    "Bike Bought": { event: "Order Completed", where: equals("products.category", "bikes") },
    "Order Made": { event: "Order Completed" },
    "Big Order": { event: "Order Completed", where: { op: "segment", id: "big" } },
    "Old Order": {
      event: "Order Completed",
      where: { op: "signal", path: ["madeAt"], tests: [{ is: "olderThan", ms: 1_000 }] },
    },
    "Order Completed": { event: "Order Completed" },
  },
});

describe("recognising events", () => {
  it("knows a page that was seen by its path", () => {
    for (const path of ["/pricing", "/pricing/windows/", "/pricing/a/b", "/preise/"]) {
      expect(recogniseEvents(rules, { event: "Page Viewed", properties: {}, path }), path).toEqual([
        "Pricing Viewed",
      ]);
    }
    expect(
      recogniseEvents(rules, { event: "Page Viewed", properties: {}, path: "/prices" }),
    ).toEqual([]);
  });

  it("takes no other event for a page that was seen", () => {
    expect(
      recogniseEvents(rules, { event: "Page Viewed", properties: { path: "/pricing" } }),
    ).toEqual([]);
  });

  it("knows an event by its properties, inside lists too", () => {
    const properties = { products: [{ category: "helmets" }, { category: "bikes" }] };
    expect(recogniseEvents(rules, { event: "Order Completed", properties })).toEqual([
      "Bike Bought",
      "Order Made",
    ]);
  });

  it("does not take an unknown property for a match", () => {
    expect(recogniseEvents(rules, { event: "Order Completed", properties: {} })).toEqual([
      "Order Made",
    ]);
    expect(
      recogniseEvents(rules, { event: "Order Cancelled", properties: { products: [] } }),
    ).toEqual([]);
  });

  it("may use the segments of the rule set", () => {
    expect(
      recogniseEvents(rules, { event: "Order Completed", properties: { revenue: 120 } }),
    ).toEqual(["Order Made", "Big Order"]);
  });

  it("tells age only where the time of the event is known", () => {
    const properties = { madeAt: NOW - 5_000 };
    expect(recogniseEvents(rules, { event: "Order Completed", properties, at: NOW })).toContain(
      "Old Order",
    );
    expect(recogniseEvents(rules, { event: "Order Completed", properties })).not.toContain(
      "Old Order",
    );
  });

  it("leaves clicks to the page", () => {
    expect(recogniseEvents(rules, { event: "Phone Clicked", properties: {}, path: "/" })).toEqual(
      [],
    );
  });
});
