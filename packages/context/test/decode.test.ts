import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeParameter, decodeSegment } from "../src/decode.ts";

const PHRASE = "купить окна";
const CP1251 = "%EA%F3%EF%E8%F2%FC+%EE%EA%ED%E0";

describe("decodeParameter", () => {
  test.each([
    ["plain", "plain"],
    ["a+b%2Bc", "a b+c"],
    ["%D0%BA%D1%83%D0%BF%D0%B8%D1%82%D1%8C+%D0%BE%D0%BA%D0%BD%D0%B0", PHRASE],
    ["%D0%BA%D1%83%D0%BF%D0%B8%D1%82%D1%8C%20%D0%BE%D0%BA%D0%BD%D0%B0", PHRASE],
    ["купить+окна", PHRASE],
    [CP1251, PHRASE],
    ["%EA%F3%EF%E8%F2%FC%20%EE%EA%ED%E0", PHRASE],
    ["%e0", "а"],
    ["100%", "100%"],
    ["50%25", "50%"],
    ["скидка%20-50%", "скидка -50%"],
    ["%zz", "%zz"],
    ["окна+%2Bдля+дома+-бесплатно", "окна +для дома -бесплатно"],
  ])("reads %s as %s", (raw, text) => {
    expect(decodeParameter(raw)).toBe(text);
  });

  test("decodes what was encoded twice", () => {
    expect(decodeParameter(encodeURIComponent(encodeURIComponent(PHRASE)))).toBe(PHRASE);
    expect(decodeParameter(encodeURIComponent(CP1251))).toBe(PHRASE);
    const form = new URLSearchParams({ x: PHRASE }).toString().slice(2);
    expect(decodeParameter(encodeURIComponent(form))).toBe(PHRASE);
  });

  test("leaves percent signs that are no encoding, and never uncovers control characters", () => {
    expect(decodeParameter("save%2525")).toBe("save%");
    expect(decodeParameter("a%252")).toBe("a%2");
    expect(decodeParameter("a%2500b")).toBe("a%00b");
  });

  test("drops the half of a character that a cut address ends in", () => {
    expect(decodeParameter("%D0%BE%D0%BA%D0")).toBe("ок");
  });

  test("gives back any text that was encoded once, unless it looks encoded itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!/%[0-9a-f]{2}/i.test(text));
        expect(decodeParameter(encodeURIComponent(text))).toBe(text);
      }),
    );
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (raw) => typeof decodeParameter(raw) === "string"),
    );
  });
});

describe("decodeSegment", () => {
  test("keeps one segment one segment", () => {
    expect(decodeSegment("%D0%BE%D0%BA%D0%BD%D0%B0")).toBe("окна");
    expect(decodeSegment("a+b")).toBe("a+b");
    expect(decodeSegment("a%2Fb")).toBe("a%2Fb");
  });
});
