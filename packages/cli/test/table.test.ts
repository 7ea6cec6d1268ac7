import { describe, expect, test } from "vitest";
import { cut, formatTable } from "../src/terminal/table.ts";

const table = {
  header: ["SLOT", "CONTENT", "REASON"],
  rows: [
    ["hero.headline", "Пластиковые окна от производителя с установкой", "DEFAULT"],
    ["cta", "two\nlines", "STATIC"],
  ],
};

describe("formatTable", () => {
  test("aligns columns and keeps a row on one line", () => {
    expect(formatTable(table, { columns: 200 }).split("\n")).toEqual([
      "SLOT           CONTENT                                         REASON",
      "hero.headline  Пластиковые окна от производителя с установкой  DEFAULT",
      "cta            two lines                                       STATIC",
    ]);
  });

  test("cuts the widest column to the width of the terminal", () => {
    const lines = formatTable(table, { columns: 50 }).split("\n");
    for (const line of lines) expect([...line].length).toBeLessThanOrEqual(50);
    expect(lines[1]).toBe("hero.headline  Пластиковые окна от произ…  DEFAULT");
  });

  test("leaves whole what must be copied, and cuts the rest", () => {
    const lines = formatTable(table, { columns: 30, whole: [1] }).split("\n");
    expect(lines[1]).toBe("hero.headli…  Пластиковые окна от производителя с установкой  DEFAULT");
  });

  test("colours cells without moving them", () => {
    const painted = formatTable(table, { columns: 200, paint: (text) => `<${text}>` });
    expect(
      painted
        .replace(/[<>]/g, "")
        .split("\n")
        .map((line) => line.trimEnd()),
    ).toEqual(formatTable(table, { columns: 200 }).split("\n"));
  });
});

test("cut counts characters, not code units", () => {
  expect(cut("😀😀😀", 3)).toBe("😀😀😀");
  expect(cut("😀😀😀😀", 3)).toBe("😀😀…");
});
