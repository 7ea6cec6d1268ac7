import * as fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { TableError } from "../../src/tabular/index.ts";
import { openWorkbook, workbookKind } from "../../src/xlsx/index.ts";
import { writeWorkbook } from "./write-workbook.ts";

const rowsOf = (bytes: Uint8Array, sheet = 0) => [...(openWorkbook(bytes)[sheet]?.rows() ?? [])];
const cellsOf = (bytes: Uint8Array) => rowsOf(bytes).map(({ cells }) => cells);
/** A sheet whose XML is given, between its tags. */
const sheetOf = (xml: string, shared = "") =>
  writeWorkbook([{ name: "A", rows: [] }], {
    parts: {
      "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${xml}</sheetData></worksheet>`,
      "xl/sharedStrings.xml": `<sst>${shared}</sst>`,
    },
  });
const failure = (work: () => unknown): TableError => {
  try {
    work();
  } catch (error) {
    if (error instanceof TableError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
};

describe("a workbook", () => {
  test.each([true, false])("gives its texts and numbers (texts in the cells: %s)", (inline) => {
    const rows = [
      ["фраза", "id"],
      ['"окна" <пвх> & дом', 51120001],
    ];
    const bytes = writeWorkbook([{ name: "Тексты", rows }], { inline });
    expect(workbookKind(bytes)).toBe("xlsx");
    expect(openWorkbook(bytes).map(({ name }) => name)).toEqual(["Тексты"]);
    expect(cellsOf(bytes)).toEqual([
      ["фраза", "id"],
      ['"окна" <пвх> & дом', "51120001"],
    ]);
    expect(rowsOf(bytes)[1]?.numbers).toEqual([1]);
  });

  test("keeps the numbers of rows and the places of cells where some are left out", () => {
    const bytes = sheetOf(
      '<row r="3"><c r="B3"><v>1</v></c></row><row r="7"><c r="A7"><v>2</v></c><c r="D7"><v>3</v></c></row><row><c><v>4</v></c><c><v>5</v></c></row>',
    );
    expect(rowsOf(bytes)).toMatchObject([
      { row: 3, cells: ["", "1"] },
      { row: 7, cells: ["2", "", "", "3"] },
      { row: 8, cells: ["4", "5"] },
    ]);
  });

  test("joins formatted runs, and leaves phonetic hints out", () => {
    const shared = "<si><r><t>ок</t></r><r><rPr><b/></rPr><t>на</t></r><rPh><t>x</t></rPh></si>";
    expect(cellsOf(sheetOf('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared))).toEqual([
      ["окна"],
    ]);
  });

  test("decodes characters however they are written", () => {
    const texts = "&#1086;&#x43a;&#1085;&#1072; &#128512; a_x000D_b &amp;lt; &unknown;";
    expect(
      cellsOf(sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>${texts}</t></is></c></row>`)),
    ).toEqual([["окна 😀 a\rb &lt; &unknown;"]]);
  });

  test("tells formulas, and their last value", () => {
    const bytes = writeWorkbook([
      { name: "A", rows: [["окна", { formula: "LEN(A1)", value: "4" }]] },
    ]);
    expect(rowsOf(bytes)).toMatchObject([{ cells: ["окна", "4"], formulas: [1] }]);
  });

  test("reads names with prefixes, and truth values", () => {
    const bytes = sheetOf(
      '<x:row r="1"><x:c r="A1" t="b"><x:v>1</x:v></x:c><x:c r="B1"><x:v>7</x:v></x:c></x:row>',
    );
    expect(cellsOf(bytes)).toEqual([["TRUE", "7"]]);
  });

  test("tells hidden sheets", () => {
    const sheets = openWorkbook(
      writeWorkbook([
        { name: "A", rows: [] },
        { name: "B", rows: [], hidden: true },
      ]),
    );
    expect(sheets.map(({ isHidden }) => isHidden)).toEqual([false, true]);
  });
});

describe("a hostile workbook", () => {
  test("is refused before it is unpacked where it would grow out of all proportion", () => {
    const bomb = strToU8(`<worksheet><sheetData>${" ".repeat(40_000_000)}</sheetData></worksheet>`);
    const bytes = writeWorkbook([{ name: "A", rows: [] }], {
      parts: { "xl/worksheets/sheet1.xml": bomb },
    });
    expect(bytes.length).toBeLessThan(100_000);
    expect(failure(() => rowsOf(bytes))).toMatchObject({
      code: "too-large",
      message: expect.stringMatching(
        /sheet1\.xml of the workbook would unpack from \d+ kB to 41 MB/,
      ),
    });
  });

  test("is refused where it is larger than it says", () => {
    const bytes = sheetOf('<row r="1"><c r="A1"><v>1</v></c></row>'.repeat(500));
    const name = Buffer.from("xl/worksheets/sheet1.xml");
    // The directory is at the end; the size of the unpacked part stands 22 bytes before its name.
    const at = Buffer.from(bytes).lastIndexOf(name);
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(at - 22, 100, true);
    expect(failure(() => rowsOf(bytes))).toMatchObject({ code: "workbook" });
  });

  test("is refused where an old or protected one is meant to be new", () => {
    const ole = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
    expect(workbookKind(ole)).toBe("ole");
    expect(failure(() => openWorkbook(ole)).message).toContain(
      "save it as an Excel workbook (.xlsx)",
    );
  });

  test("is refused where it is another archive", () => {
    expect(failure(() => openWorkbook(zipSync({ "a.txt": strToU8("a") }))).message).toContain(
      "no Excel workbook",
    );
  });

  test("does not grow by entities of its own", () => {
    const xml =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>';
    const bytes = writeWorkbook([{ name: "A", rows: [] }], {
      parts: { "xl/worksheets/sheet1.xml": xml },
    });
    expect(cellsOf(bytes)).toEqual([["&b;"]]);
  });

  test.each([
    [
      "a cell of a million characters",
      `<c r="C4" t="inlineStr"><is><t>${"я".repeat(1_000_000)}</t></is></c>`,
      /row 4: cell C4 is longer/,
    ],
    [
      "a NUL character",
      '<c r="C4" t="inlineStr"><is><t>a&#0;b</t></is></c>',
      /row 4: cell C4 holds a NUL/,
    ],
    ["a column far to the right", '<c r="XFD4"><v>1</v></c>', /row 4: a cell stands in column XFD/],
    ["a text that is not there", '<c r="C4" t="s"><v>9</v></c>', /row 4: cell C4 names a text/],
  ])("is refused with its row: %s", (_, cell, message) => {
    expect(failure(() => rowsOf(sheetOf(`<row r="4">${cell}</row>`))).message).toMatch(message);
  });

  test("is refused, never misread, wherever it is cut short", () => {
    const rows = Array.from({ length: 50 }, (_, row) => [`фраза ${row}`, row]);
    const whole = writeWorkbook([{ name: "A", rows }]);
    fc.assert(
      fc.property(fc.integer({ min: 4, max: whole.length - 1 }), (length) => {
        expect(failure(() => rowsOf(whole.subarray(0, length)))).toBeInstanceOf(TableError);
      }),
      { numRuns: 60 },
    );
  });

  test("never fails in another way, whatever its bytes", () => {
    const whole = writeWorkbook([
      {
        name: "A",
        rows: [
          ["keyword", "group"],
          ["окна", "a"],
        ],
      },
    ]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const bytes = Uint8Array.from(whole);
        bytes[at] = byte;
        try {
          rowsOf(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(TableError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
