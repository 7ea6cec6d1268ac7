import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromSegment, isCodedPath, toCodedPath, toSegment } from "../src/segment.ts";

const code = fc.stringMatching(/^[0-9a-z]{5}-[0-9a-z]{1,64}\.[\w-]{8}$/);

describe("the path of a code", () => {
  it("leads back to the code, as it is and percent-encoded", () => {
    fc.assert(
      fc.property(code, (code) => {
        expect(fromSegment(toSegment(code))).toBe(code);
        expect(fromSegment(encodeURIComponent(toSegment(code)).replace("~", "%7E"))).toBe(code);
      }),
    );
  });

  it.each([
    ["/", "/~f.abcde-1"],
    ["/prices", "/prices/~f.abcde-1"],
    ["/prices/", "/prices/~f.abcde-1"],
  ])("is below the page: %s → %s", (page, path) => {
    expect(toCodedPath(page, "abcde-1")).toBe(path);
  });

  it("is told from all others, however it is written", () => {
    for (const path of ["/~f.x", "/%7Ef.x", "/%7ef%2Ex", "/a/~f.x", "/a/~f.x/b", "/~f."]) {
      expect(isCodedPath(path), path).toBe(true);
    }
    for (const path of ["/", "/~facet/state", "/f.x", "/%", "/~%66%", "/~F.x"]) {
      expect(isCodedPath(path), path).toBe(false);
    }
  });
});
