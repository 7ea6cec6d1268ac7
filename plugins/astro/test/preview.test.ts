import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePreview, PREVIEW_COOKIE, writePreview } from "../src/dev/preview.ts";

const cookie = (value: string) => `a=b; ${PREVIEW_COOKIE}=${value}; c=d`;

describe("the preview of the dev toolbar", () => {
  it("is read as it was written", () => {
    const signals = fc.dictionary(
      fc.string({ minLength: 1 }).filter((name) => name !== "__proto__"),
      fc.oneof(
        fc.string(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
      ),
      { minKeys: 1, noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.string(), signals, (query, signals) => {
        const preview = { query, signals };
        expect(parsePreview(cookie(writePreview(preview)))).toEqual(preview);
      }),
    );
  });

  it("is none where the cookie is absent or broken, and never throws", () => {
    expect(parsePreview(null)).toBeUndefined();
    expect(parsePreview("other=1")).toBeUndefined();
    for (const broken of ["%", "{", "null", "[]", "7", "%7B"]) {
      expect(parsePreview(cookie(broken))).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        const preview = parsePreview(cookie(text));
        expect(preview === undefined || typeof preview === "object").toBe(true);
      }),
    );
  });

  it("keeps only what can be a signal", () => {
    const value = encodeURIComponent('{"query":7,"signals":{"visits":3,"x":null,"y":{"z":1}}}');
    expect(parsePreview(cookie(value))).toEqual({ signals: { visits: 3 } });
  });
});
