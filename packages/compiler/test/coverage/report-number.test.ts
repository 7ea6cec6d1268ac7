import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDecimalMark, parseReportNumber } from "../../src/coverage/report-number.ts";

describe("a number of a report", () => {
  it.each([
    ["1,240", 1_240],
    ["1.240", 1_240],
    ["1 240", 1_240],
    ["1\u00a0240,50 ₽", 1_240.5],
    ["1.234,56", 1_234.56],
    ["1,234.56", 1_234.56],
    ["1,234,567", 1_234_567],
    ["1'234.50", 1_234.5],
    ["5.38%", 5.38],
    ["< 10%", 10],
    ["--", 0],
    ["—", 0],
    ["", 0],
    ["0,125", 0.125],
    ["$12.30", 12.3],
    ["RUB 12,30", 12.3],
    ["350 руб.", 350],
    ["-5", -5],
  ])("%s is %d", (cell, value) => {
    expect(parseReportNumber(cell)).toBe(value);
  });

  it.each(["abc", "12abc34", "1e5", "Infinity", "=1+1", "1-2", "."])("%s is none", (cell) => {
    expect(parseReportNumber(cell)).toBeUndefined();
  });

  it("reads one mark before three digits as the rest of the report does", () => {
    expect(parseReportNumber("1,240", ",")).toBe(1.24);
    expect(parseReportNumber("1,240", ".")).toBe(1_240);
    expect(parseReportNumber("1.240", ".")).toBe(1.24);
    expect(parseReportNumber("12,345", ",")).toBe(12.345);
  });

  it("comes back as it was written, in every spelling", () => {
    const spellings = ["en-US", "de-DE", "ru-RU", "de-CH"];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.constantFrom(...spellings),
        (cents, locale) => {
          const value = cents / 100;
          const cell = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(value);
          expect(parseReportNumber(cell)).toBe(value);
        },
      ),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (cell) => {
        parseReportNumber(cell);
        findDecimalMark(cell);
      }),
    );
  });
});
