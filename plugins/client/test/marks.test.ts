import * as fc from "fast-check";
import { expect, test } from "vitest";
import { withoutCounting } from "@facet/client";
import {
  isShown,
  toAttributePairs,
  toAttributeText,
  valueAt,
  withQuery,
} from "@facet/client/marks";

const BASE = "https://okna.example/catalog/page";

test("a path leads into a content, and never out of it", () => {
  const content = { cta: { href: "/x", label: "Go" }, list: ["a"] };
  expect(valueAt(content, "cta.href")).toBe("/x");
  expect(valueAt(content, "list.0")).toBe("a");
  expect(valueAt(content, "")).toBe(content);
  for (const path of ["cta.none", "list.1", "constructor", "__proto__", "cta.toString"]) {
    expect([path, valueAt(content, path)]).toEqual([path, undefined]);
  }
});

test("content sets no attribute that runs, styles or posts", () => {
  const names = [
    "onclick",
    "style",
    "srcdoc",
    "formaction",
    "action",
    "srcset",
    "id",
    "data-facet",
    "data-facet-attr",
  ];
  for (const name of names) expect([name, toAttributeText(name, "x")]).toEqual([name, undefined]);
  expect(toAttributeText("href", "javascript:alert(1)")).toBe("#");
  expect(toAttributeText("data-price", 7)).toBe("7");
  expect(toAttributeText("aria-label", "Цена")).toBe("Цена");
  for (const value of [undefined, null, {}, []])
    expect(toAttributeText("title", value)).toBeUndefined();
});

test("pairs are read however they are parted, and halves are left out", () => {
  expect(toAttributePairs("href:cta.url, TITLE:label;alt:")).toEqual([
    ["href", "cta.url"],
    ["title", "label"],
    ["alt", ""],
  ]);
  expect(toAttributePairs(null)).toEqual([]);
  expect(toAttributePairs("href")).toEqual([]);
});

test("an element is shown by what the content has", () => {
  const content = { note: "", price: 1 };
  const shown = (wanted: string | null, unwanted: string | null) =>
    isShown(content, { wanted, unwanted });
  expect([
    shown("price", null),
    shown("note", null),
    shown(null, "note"),
    shown(null, "price"),
    shown(null, null),
  ]).toEqual([true, false, true, false, true]);
});

test("a link keeps the parameters that it had, on its own host alone", () => {
  expect(withQuery("/buy?a=1#top", "/order?a=2&ref=7#x", BASE)).toBe("/buy?a=1&ref=7#top");
  expect(withQuery("next", "?ref=7", BASE)).toBe("/catalog/next?ref=7");
  expect(withQuery("https://okna.example/buy", "/?ref=7", BASE)).toBe(
    "https://okna.example/buy?ref=7",
  );
  for (const href of ["#form", "tel:+74950000000", "https://pay.example/", "//pay.example/"]) {
    expect(withQuery(href, "/?ref=7", BASE)).toBe(href);
  }
});

test("what a link is given is never taken away", () => {
  const query = fc.webQueryParameters({ size: "small" });
  fc.assert(
    fc.property(query, query, (given, had) => {
      const link = new URL(withQuery(`/buy?${given}`, `/order?${had}`, BASE), BASE);
      const before = [...new URL(`/buy?${given}`, BASE).searchParams];
      expect([...link.searchParams].slice(0, before.length)).toEqual(before);
    }),
  );
});

test("only what visits are counted by leaves an address", () => {
  const plain = (url: string) => withoutCounting(new URL(url)).href;
  expect(plain("https://a.example/p?utm_source=x&page=2&gclid=1&YCLID=2#top")).toBe(
    "https://a.example/p?page=2#top",
  );
  expect(plain("https://a.example/p?a=%20b+c&x")).toBe("https://a.example/p?a=%20b+c&x");
  expect(plain("https://a.example/p?gclid=1")).toBe("https://a.example/p");
});
