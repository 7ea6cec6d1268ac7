import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toPhone } from "../../src/events/phone.ts";

describe("a telephone number", () => {
  it.each([
    ["+7 495 123-45-67", "+74951234567"],
    ["+7 (495) 123-45-67", "+74951234567"],
    ["+1 202.555.0143", "+12025550143"],
    ["00 44 20 7946 0958", "+442079460958"],
    ["+49 30/901820", "+4930901820"],
  ])("with its country becomes E.164: %s", (typed, number) => {
    expect(toPhone(typed, ["en"])).toBe(number);
  });

  it.each(["123-45-67", "030 901820", "(202) 555-0143", "8 495 123-45-67"])(
    "without its country stays as it was typed: %s",
    (typed) => {
      expect(toPhone(typed, ["en", "de"])).toBe(typed);
    },
  );

  it.each([
    ["8 495 123-45-67", "+74951234567"],
    ["8 (916) 000-00-00", "+79160000000"],
    ["123-45-67", "123-45-67"],
    ["8 12-34-56", "8 12-34-56"],
  ])("on a site in Russian begins with 8 for +7: %s", (typed, number) => {
    expect(toPhone(typed, ["en", "ru-RU"])).toBe(number);
  });

  it.each(["call me", "1234", "+", "+0 123 456 78", "+1234567890123456", "1e9999999", "++7495123"])(
    "is not %s",
    (typed) => {
      expect(toPhone(typed, ["ru"])).toBeUndefined();
    },
  );

  it("that is E.164 already stays what it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9][0-9]{6,14}$/), (number) => {
        expect(toPhone(number, ["ru"])).toBe(number);
      }),
    );
  });

  it("is never made of anything else", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const number = toPhone(text, ["ru"]);
        if (number !== undefined)
          expect(number.replaceAll(/\D/gu, "").length).toBeGreaterThanOrEqual(5);
      }),
    );
  });
});
