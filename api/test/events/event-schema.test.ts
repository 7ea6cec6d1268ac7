import type { JsonObject } from "@facet/engine";
import { describe, expect, it } from "vitest";
import { checkEvent } from "../../src/events/event-schema.ts";
import { artifact } from "../fixtures/ruleset.ts";

const rules = {
  ...artifact,
  eventSchemas: {
    "Order Completed": {
      properties: {
        revenue: { type: "number", required: true },
        currency: { type: "string", enum: ["RUB", "USD"] },
        paid: { type: "boolean" },
        at: { type: "date" },
        products: { type: "list", enum: ["bike", 7] },
        address: { type: "object" },
      },
    },
  },
} as const;

const check = (properties: JsonObject, name = "Order Completed") =>
  checkEvent({ name, properties }, rules);

describe("an event of a site with eventSchemas", () => {
  it("is fine where it is as they say", () => {
    const properties = {
      revenue: 0,
      currency: "RUB",
      paid: false,
      at: "2026-12-05T09:00:00Z",
      products: ["bike", 7],
      address: {},
    };
    expect(check(properties)).toEqual({ warnings: [] });
    expect(check({ revenue: 1 })).toEqual({ warnings: [] });
    expect(check({ revenue: 1, currency: null })).toEqual({ warnings: [] });
  });

  it.each([
    [{}, "$.properties.revenue", "it is required"],
    [{ revenue: null }, "$.properties.revenue", "it is required"],
    [{ revenue: "100" }, "$.properties.revenue", "expected a number"],
    [{ revenue: 1, currency: "EUR" }, "$.properties.currency", "expected one of RUB, USD"],
    [{ revenue: 1, currency: 7 }, "$.properties.currency", "expected a text"],
    [{ revenue: 1, paid: "yes" }, "$.properties.paid", "expected true or false"],
    [{ revenue: 1, at: "soon" }, "$.properties.at", "expected a time"],
    [{ revenue: 1, at: 1 }, "$.properties.at", "expected a time"],
    [{ revenue: 1, products: "bike" }, "$.properties.products", "expected a list"],
    [{ revenue: 1, products: ["car"] }, "$.properties.products", "expected items of bike, 7"],
    [{ revenue: 1, address: [] }, "$.properties.address", "expected an object"],
  ])("is a mistake with its place: %j", (properties, path, words) => {
    const { mistake } = check(properties);
    expect(mistake?.path).toBe(path);
    expect(mistake?.message).toContain(words);
  });

  it("is told of where a property is unknown, with a guess", () => {
    expect(check({ revenue: 1, curency: "RUB" })).toEqual({
      warnings: [
        {
          path: "$.properties.curency",
          message: 'the site\'s eventSchemas have no such property; did you mean "currency"?',
        },
      ],
    });
  });

  it("is told of where the event is unknown, with a guess", () => {
    const { mistake, warnings } = check({}, "Order Complete");
    expect(mistake).toBeUndefined();
    expect(warnings).toEqual([
      {
        path: "$.event",
        message: 'the site\'s eventSchemas have no such event; did you mean "Order Completed"?',
      },
    ]);
  });

  it.each(["Slot Exposed", "Page Viewed", "Lead Submitted", "Pricing Viewed"])(
    "is known where Facet or the rules speak of it: %s",
    (name) => {
      expect(check({}, name).warnings).toEqual([]);
    },
  );

  it.each(["__proto__", "constructor", "toString"])(
    "is no less unknown for its name: %s",
    (name) => {
      expect(check({}, name).warnings).toHaveLength(1);
      expect(check({ revenue: 1, [name]: 1 }).warnings).toHaveLength(1);
    },
  );
});

it("any event is fine on a site without eventSchemas", () => {
  expect(checkEvent({ name: "Anything", properties: { a: 1 } }, artifact)).toEqual({
    warnings: [],
  });
});
