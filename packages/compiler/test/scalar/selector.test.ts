import { describe, expect, test } from "vitest";
import { selectorMistake } from "../../src/scalar/selector.ts";

describe("a CSS selector", () => {
  test.each([
    "a[href^='tel:']",
    "#prices",
    ".price > b",
    "li:has(> img)",
    "[data-offer=discount]",
    'a[title="a ] b"], button:not(.x, [rel~=y])',
    "a:nth-child(2n+1) ~ p + em",
    String.raw`.w\:full\(`,
    "main *",
  ])("%s has no mistake", (text) => {
    expect(selectorMistake(text)).toBeUndefined();
  });

  test.each([
    ["a[href", 'a "[" is opened and not closed'],
    ["a:not(.b", 'a "(" is opened and not closed'],
    ["a]", 'a "]" closes what was not opened'],
    ["a[x)", 'a ")" closes what was not opened'],
    ["a[href='tel:]", "a quote ' is opened and not closed"],
    ["a, ", "a part of it is missing beside a comma or a sign"],
    ["a >", "a part of it is missing beside a comma or a sign"],
    ["> b", "a part of it is missing beside a comma or a sign"],
    [":is()", "a part of it is missing beside a comma or a sign"],
  ])("%s has one", (text, mistake) => {
    expect(selectorMistake(text)).toBe(mistake);
  });
});
