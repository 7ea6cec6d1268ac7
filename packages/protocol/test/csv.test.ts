import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsv } from "../src/csv.ts";

describe("a table as CSV", () => {
  it("quotes what would part or end a cell", () => {
    expect(toCsv([["a", 'b "c"', "d,e", "f\ng", undefined, 1.5]])).toBe(
      'a,"b ""c""","d,e","f\ng",,1.5\r\n',
    );
  });

  it.each(["=1+1", "+7", "-окна", "@cmd", "\t=1", "  =1", "＝1"])(
    "never lets %j run as a formula",
    (text) => {
      expect(
        toCsv([[text]])
          .replaceAll('"', "")
          .startsWith("'"),
      ).toBe(true);
    },
  );

  it("leaves numbers alone, negative ones too", () => {
    expect(toCsv([[-1, 0, 2.25]])).toBe("-1,0,2.25\r\n");
  });

  it("has no cell that begins like a formula, whatever the texts are", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (texts) => {
        for (const text of texts) expect(toCsv([[text]])).not.toMatch(/^"?\s*[=+\-@]/u);
      }),
    );
  });
});
