import { describe, expect, test } from "vitest";
import { parsePathPattern } from "../../src/compile/path-pattern.ts";

describe("a path pattern", () => {
  test.each([
    ["/", []],
    ["/okna", ["okna"]],
    ["/okna/", ["okna"]],
    ["/blog/*", ["blog", "*"]],
    ["/okna/**", ["okna", "**"]],
    ["/%D0%BE%D0%BA%D0%BD%D0%B0", ["окна"]],
  ])("%s has the segments %j", (pattern, segments) => {
    expect(parsePathPattern(pattern)).toEqual({ segments });
  });

  test.each([
    ["okna", "write /okna"],
    ["https://okna.example/okna?a=1", "write /okna"],
    ["/okna?utm_source=x", "write /okna"],
    ["/okna#lead", "write /okna"],
    ["/okna-*", "use * for one segment, ** for any depth"],
  ])("%s is refused with the advice %j", (pattern, suggestion) => {
    expect(parsePathPattern(pattern)).toMatchObject({ suggestion });
  });

  test.each(["/a//b", "/**/a/**", "/%zz"])("%s is refused", (pattern) => {
    expect(parsePathPattern(pattern)).toHaveProperty("message");
  });
});
