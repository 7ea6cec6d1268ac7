import type { Json } from "@facet/astro";
import { describe, expect, it } from "vitest";
import { toBackPath } from "../src/lib/back.ts";
import {
  toAmount,
  toBenefits,
  toFunnelOffer,
  toPrices,
  toRange,
  toReviews,
} from "../src/lib/content.ts";

describe("a slot's content", () => {
  it("is read as a section", () => {
    expect(
      toPrices({
        title: "T",
        note: "N",
        rows: [{ name: "a", detail: "d", price: "9 400 ₽", best: true }],
      }),
    ).toEqual({
      title: "T",
      note: "N",
      items: [{ name: "a", detail: "d", price: "9 400 ₽", best: true }],
    });
  });

  const strange: (Json | undefined)[] = [
    undefined,
    null,
    "text",
    7,
    [],
    {},
    { items: "no list" },
    { rows: {} },
  ];

  it.each(strange)("of another shape (%j) is left out", (content) => {
    for (const read of [toBenefits, toPrices, toReviews, toRange]) {
      expect(read(content)).toBeUndefined();
    }
  });

  it("keeps what it can of a half-filled list", () => {
    expect(toBenefits({ items: [null, "x", { title: "only a title", text: 5 }] })).toEqual({
      title: "",
      note: "",
      items: [{ icon: "", title: "only a title", text: "" }],
    });
  });

  it("has a purchase only where the offer sells something", () => {
    expect(toFunnelOffer({ title: "Guide", points: ["a", 1] })).toMatchObject({
      points: ["a"],
      buy: undefined,
    });
    const buy = { label: "Buy", product: "Cairn 26", category: "bikes", revenue: 1190 };
    expect(toFunnelOffer({ buy })?.buy).toEqual(buy);
    expect(toFunnelOffer(null)).toBeUndefined();
  });
});

describe("an amount of money", () => {
  it.each([
    ["9 400 ₽", 9400],
    ["14 900 ₽", 14_900],
    ["$1,190", 1190],
    ["бесплатно", undefined],
  ])("%s is %s", (price, amount) => {
    expect(toAmount(price)).toBe(amount);
  });
});

describe("the way back", () => {
  const base = new URL("http://127.0.0.1:3001/demo/event");

  it.each([
    ["/bikes?utm_term=a#x", "/bikes?utm_term=a"],
    ["https://evil.example/x", "/"],
    ["//evil.example/x", "/"],
    ["http://127.0.0.1:3001//evil.example", "/evil.example"],
    ["/\\evil.example", "/"],
    ["javascript:alert(1)", "/"],
    [undefined, "/"],
    ["http://[", "/"],
  ])("%s leads to %s", (given, path) => {
    expect(toBackPath(given, base)).toBe(path);
  });
});
