import { describe, expect, test } from "vitest";
import { isErrorValue, parseId } from "../../src/tabular/index.ts";

describe("ids", () => {
  test.each<[string, boolean, ReturnType<typeof parseId>]>([
    ["51120001", true, { id: "51120001" }],
    ["18446744073709551615", false, { id: "18446744073709551615" }],
    ["1844674407370955", true, { lost: "1844674407370955" }],
    ["5.112E+7", true, { id: "51120000" }],
    ["5,112E+07", false, { lost: "5,112E+07" }],
    ["1.84467440737096E+19", true, { lost: "1.84467440737096E+19" }],
    ["kwd-123", false, { id: "kwd-123" }],
    ["51120001.0", true, { id: "51120001" }],
    ["", false, undefined],
    ["0", true, undefined],
    ["--", false, undefined],
    ["-12", false, undefined],
  ])("%s (a number of a workbook: %s)", (cell, isNumber, parsed) => {
    expect(parseId(cell, { isNumber })).toEqual(parsed);
  });
});

describe("cells of formulas that failed", () => {
  test.each(["#N/A", "#REF!", " #Н/Д ", "#ссылка!", "#DIV/0!"])("%s is one", (cell) => {
    expect(isErrorValue(cell)).toBe(true);
  });

  test.each(["#1", "# N/A", "#окна#", "N/A", ""])("%j is none", (cell) => {
    expect(isErrorValue(cell)).toBe(false);
  });
});
