import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { findPage } from "@facet/engine";
import { comparePatterns, matchesPath, splitPath } from "../../src/load/path-pattern.ts";
import { ruleset } from "../support.ts";

function withPages(pages: Readonly<Record<string, readonly string[]>>) {
  return ruleset({
    pages: Object.entries(pages).map(([id, paths]) => ({
      id,
      paths: paths.map((path) => path.split("/").filter((part) => part !== "")),
      slots: [],
    })),
  });
}

describe("finding the page of a path", () => {
  const rules = withPages({
    everything: ["/**"],
    okna: ["/okna", "/okna/**"],
    city: ["/okna/*"],
    cityPrices: ["/okna/*/prices"],
    prices: ["/okna/prices"],
    deep: ["/okna/**/gallery"],
    home: ["/"],
    cyrillic: ["/окна"],
  });

  it.each([
    ["/okna", "okna"],
    ["/okna/", "okna"],
    ["/okna///", "okna"],
    ["/okna/prices", "prices"],
    ["/okna/moscow", "city"],
    ["/okna/moscow/prices", "cityPrices"],
    ["/okna/a/b/c", "okna"],
    ["/okna/a/b/gallery", "deep"],
    ["/okna/%70rices", "prices"],
    ["/%D0%BE%D0%BA%D0%BD%D0%B0", "cyrillic"],
    ["/окна/", "cyrillic"],
    ["/", "home"],
    ["", "home"],
    ["/somewhere/else", "everything"],
    ["/okna%2Fprices", "everything"],
    ["/%E0%A4%A", "everything"],
    ["/okna/%zz", "city"],
    ["/Okna", "everything"],
  ])("%s is %s", (path, page) => {
    expect(findPage(rules, path)).toBe(page);
  });

  it("finds none where no pattern matches", () => {
    const few = withPages({ okna: ["/okna"], city: ["/city/*"] });
    for (const path of [
      "/",
      "/okno",
      "/okna/x",
      "/city",
      "/city/a/b",
      "/__proto__",
      "/constructor",
    ]) {
      expect(findPage(few, path), path).toBeNull();
    }
  });

  it("takes the first page where two are equally specific", () => {
    expect(findPage(withPages({ one: ["/a/*"], two: ["/a/*"] }), "/a/b")).toBe("one");
    expect(findPage(withPages({ one: ["/a"], two: ["/a"] }), "/a")).toBe("one");
  });
});

describe("a path pattern", () => {
  it("matches exactly what the same pattern as a regular expression matches", () => {
    const part = fc.constantFrom("a", "b", "*", "**");
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 5 }),
        fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 6 }),
        (pattern, segments) => {
          const source = pattern.map((each) =>
            each === "**" ? "(?:/[^/]+)*" : each === "*" ? "/[^/]+" : `/${each}`,
          );
          const expected = new RegExp(`^${source.join("")}$`).test(
            segments.map((each) => `/${each}`).join(""),
          );
          expect(matchesPath(pattern, segments)).toBe(expected);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("costs little however many ** it has", () => {
    const pattern = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? "**" : "a"));
    const segments = Array.from({ length: 2_000 }, () => "a");
    const start = performance.now();
    expect(matchesPath([...pattern, "b"], segments)).toBe(false);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it("comes before another when it is exact, then when it has no **, then by literal segments", () => {
    const sorted = [["**"], ["a", "**"], ["*"], ["a", "*"], ["a"], ["a", "b"]].sort(
      comparePatterns,
    );
    expect(sorted).toEqual([["a", "b"], ["a"], ["a", "*"], ["*"], ["a", "**"], ["**"]]);
  });
});

describe("splitting a path", () => {
  it("never throws, and gives nothing for slashes alone", () => {
    expect(splitPath("///")).toEqual([]);
    expect(splitPath("a/b")).toEqual(["a", "b"]);
    fc.assert(fc.property(fc.string({ unit: "binary" }), (path) => Array.isArray(splitPath(path))));
  });
});
