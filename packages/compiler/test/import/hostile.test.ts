import { describe, expect, test } from "vitest";
import { writeWorkbook } from "../xlsx/write-workbook.ts";
import type { TestCell } from "../xlsx/write-workbook.ts";
import { directWorkbook } from "./exports.ts";
import { createTestFolder, toUtf16 } from "./support.ts";

const table = (...rows: TestCell[][]): Uint8Array => writeWorkbook([{ name: "A", rows }]);
const HEAD = ["Фраза", "ID фразы", "Заметка"];
const many = (row: string): string =>
  Array.from({ length: 50 }, (_, index) => `${row} ${index};g\n`).join("");

describe("a file that cannot be trusted stops the import, names the row, and changes nothing", () => {
  test.each<[string, string, string | Uint8Array, RegExp]>([
    [
      "a formula in a workbook",
      "a.xlsx",
      table(HEAD, ["окна", 1, ""], [{ formula: "A2", value: "окна" }, 2, ""]),
      /a\.xlsx: row 3: cell A3 is a formula/,
    ],
    [
      "a formula in a text",
      "a.csv",
      'keyword;group\nокна;g\n"=HYPERLINK(""http://x"";""y"")";g\n',
      /a\.csv: row 3: cell A3 is a formula/,
    ],
    [
      "a command in a text",
      "a.csv",
      "keyword;group\n=cmd|' /C calc'!A0;g\n",
      /row 2: cell A2 is a formula/,
    ],
    [
      "a NUL character in a text",
      "a.csv",
      `keyword;group\n${many("окна")}ок\0на;g\n`,
      /row 52: .*NUL/,
    ],
    [
      "a NUL character in a workbook",
      "a.xlsx",
      table(HEAD, ["ок\0на", 1, ""]),
      /row 2: cell A2 holds a NUL/,
    ],
    [
      "a cell of a million characters",
      "a.csv",
      `keyword;group\nокна;g\n${"я".repeat(1_000_000)};g\n`,
      /row 3: .*1000000 characters/,
    ],
    [
      "a cell of forty thousand characters",
      "a.csv",
      `keyword;group\nокна;${"я".repeat(40_000)}\n`,
      /row 2: cell B2 has 40000 characters/,
    ],
    [
      "a million characters in a workbook",
      "a.xlsx",
      table(HEAD, ["я".repeat(1_000_000), 1, ""]),
      /longer than|broken/,
    ],
    [
      "the error of a formula, as an id",
      "a.csv",
      "keyword;phrase_id\nокна;1\nдвери;#N/A\n",
      /row 3: cell B3 holds #N\/A, the error of a formula; mend it, or empty the cell/,
    ],
    [
      "the error of a formula, as content",
      "a.csv",
      "keyword;hero.headline\nокна;#ССЫЛКА!\n",
      /row 2: cell B2 holds #ССЫЛКА!/,
    ],
    [
      "a quote that is never closed",
      "a.csv",
      `keyword;group\n${many("окна")}"двери;g\n${many("дом")}`,
      /row 52: a cell starts with a quote/,
    ],
    [
      "a text cut in the middle of a row",
      "a.csv",
      `Фраза;ID фразы;Название группы\n${"окна;1;g\n".repeat(9)}окна;1`,
      /row 11, after 2 of 3 cells|row 11: the file ends in the middle/,
    ],
    [
      "a text cut in the middle of a letter",
      "a.csv",
      Buffer.from("keyword;group\nокна;дом").subarray(0, -1),
      /row 2: the file ends in the middle of a character/,
    ],
    [
      "UTF-16 cut in the middle of a letter",
      "a.tsv",
      toUtf16("keyword\tgroup\nокна\tдом").subarray(0, -1),
      /row 2: the file ends in the middle of a character/,
    ],
    [
      "a workbook that is cut short",
      "a.xlsx",
      directWorkbook().subarray(0, 2_000),
      /a\.xlsx: the workbook is broken or cut short/,
    ],
    [
      "an old workbook",
      "a.xls",
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0),
      /old Excel file \(\.xls\).*save it as an Excel workbook/,
    ],
    [
      "a file of something else",
      "a.csv",
      "just some text\nand more of it\n",
      /none of the first 100 rows names the columns/,
    ],
    ["an empty file", "a.csv", "", /none of the first 100 rows names the columns/],
  ])("%s", async (_, name, content, message) => {
    const folder = createTestFolder();
    folder.write("a.csv", "keyword;group;hero.headline\nокна;g;Моё\n");
    const before = folder.all();
    await expect(
      folder.import({ "good.csv": "keyword\nхорошее\n", [name]: content }),
    ).rejects.toThrow(message);
    expect(folder.all()).toEqual(before);
  });

  test("a zip bomb", async () => {
    const folder = createTestFolder();
    const sheet = Buffer.from(`<worksheet>${" ".repeat(30_000_000)}</worksheet>`);
    const bomb = writeWorkbook([{ name: "A", rows: [] }], {
      parts: { "xl/worksheets/sheet1.xml": sheet },
    });
    await expect(folder.import({ "bomb.xlsx": bomb })).rejects.toThrow(
      /bomb\.xlsx: .*would unpack from \d+ kB to 31 MB/,
    );
    expect(folder.all()).toEqual({});
  });
});

describe("what only looks dangerous is imported", () => {
  test("phrases that begin like formulas", async () => {
    const folder = createTestFolder();
    const phrases = ["+для дома окна", "-30% окна", "@домен", "=окна", "'+в аренду", '="0123"'];
    await folder.import({
      "a.tsv": `keyword\tgroup\n${phrases.map((phrase) => `${phrase}\tg`).join("\n")}\n`,
    });
    const words = folder
      .read("a.csv")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(";")[0]);
    expect(words).toEqual(["+для дома окна", "-30% окна", "@домен", "=окна", "+в аренду", "0123"]);
  });

  test("formulas in columns that are not read", async () => {
    const folder = createTestFolder();
    await folder.import({ "a.xlsx": table(HEAD, ["окна", 1, { formula: "LEN(A2)", value: "4" }]) });
    expect(folder.read("a.csv")).toBe("keyword;phrase_id\nокна;1\n");
  });

  test("a last row without a line break, and rows of other widths", async () => {
    const folder = createTestFolder();
    await folder.import({ "a.csv": "keyword;group\nокна\nдвери;g;\nпол;g" });
    expect(folder.read("a.csv")).toBe("keyword;group\nокна;\nдвери;g\nпол;g\n");
  });

  test("names that are no plain keys of an object", async () => {
    const folder = createTestFolder();
    await folder.import({
      "a.csv": "keyword;group;__proto__.x\n__proto__;constructor;y\ntoString;__proto__;\n",
    });
    expect(folder.read("a.csv")).toContain("__proto__;constructor");
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});
