import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/format-problem.ts";
import { parseRules } from "../../src/load/index.ts";
import { toWindows1251 } from "../import/support.ts";
import { SMALL_RULES } from "../small-rules.ts";
import { writeWorkbook } from "../xlsx/write-workbook.ts";
import type { TestCell } from "../xlsx/write-workbook.ts";

const HEAD = ["keyword", "group", "phrase_id", "hero.headline"];
const ROWS: TestCell[][] = [
  HEAD,
  ["окна недорого", "cheap", 51120001, "Окна; недорого"],
  ['"окна пвх"', "pvc", "", ""],
];

function load(file: string, content: string | Uint8Array, more = "") {
  const document = `keywordList: list\nfile: ${file}\n${more}`;
  const files = new Map<string, string | Uint8Array>([
    ["site.yaml", SMALL_RULES["site.yaml"] ?? ""],
    ["keywords/list.yaml", document],
    [`keywords/${file}`, content],
  ]);
  const { source, problems } = parseRules(files);
  const rows = source.keywordLists[0]?.table?.rows ?? [];
  return { rows, problems: problems.map(formatProblem) };
}

describe("the table of a keyword list", () => {
  test("may be an Excel workbook", () => {
    const { rows, problems } = load("list.xlsx", writeWorkbook([{ name: "Лист1", rows: ROWS }]));
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      {
        row: 2,
        keyword: "окна недорого",
        group: "cheap",
        ids: { phrase_id: "51120001" },
        content: { "hero.headline": "Окна; недорого" },
      },
      { row: 3, keyword: '"окна пвх"', group: "pvc", ids: {}, content: {} },
    ]);
  });

  test("is the first sheet that is shown and has rows", () => {
    const sheets = [
      { name: "Скрытый", rows: [["nothing"]], hidden: true },
      { name: "Пустой", rows: [] },
      { name: "Фразы", rows: ROWS },
    ];
    expect(load("list.xlsx", writeWorkbook(sheets)).rows).toHaveLength(2);
  });

  test("may be in windows-1251", () => {
    const { rows, problems } = load(
      "list.csv",
      toWindows1251("keyword;group\nтёплые окна №1;warm\n"),
    );
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([{ keyword: "тёплые окна №1", group: "warm" }]);
  });

  test("has no id that has lost digits as a number of a workbook", () => {
    const rows = [
      HEAD,
      ["окна", "cheap", 1_844_674_407_370_955_300, ""],
      ["двери", "cheap", 0, ""],
    ];
    const loaded = load("list.xlsx", writeWorkbook([{ name: "A", rows }]));
    expect(loaded.problems).toEqual([
      expect.stringMatching(
        /^keywords\/list\.xlsx:2 \(C2\) warning shortened-id "phrase_id" "1844674407370955300" has lost digits/,
      ),
    ]);
    expect(loaded.rows.map(({ ids }) => ids)).toEqual([{}, {}]);
  });

  test("of a workbook reports its cells as other tables do", () => {
    const rows = [
      HEAD,
      ["окна", "cheap", "", "x"],
      ["двери", "cheap", "", { formula: "A1", value: "x" }],
      ["", "", 7, ""],
    ];
    expect(load("list.xlsx", writeWorkbook([{ name: "A", rows }])).problems).toEqual([
      "keywords/list.xlsx:3 (D3) error formula the cell is a formula, and only values are read (copy the column and paste it as values)",
      expect.stringMatching(/^keywords\/list\.xlsx:4 \(A4\) error missing-keyword/),
    ]);
  });

  test.each([
    [
      "broken",
      writeWorkbook([{ name: "A", rows: ROWS }]).subarray(0, 300),
      /error workbook the workbook is broken or cut short/,
    ],
    [
      "old",
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 1),
      /error workbook this is an old Excel file/,
    ],
    ["no workbook", "keyword;group\n", /error workbook the workbook is broken/],
    ["without rows", writeWorkbook([{ name: "A", rows: [] }]), /error missing-column/],
    [
      "a zip bomb",
      writeWorkbook([], {
        parts: { "xl/workbook.xml": `<workbook>${" ".repeat(20_000_000)}</workbook>` },
      }),
      /error workbook xl\/workbook\.xml of the workbook would unpack/,
    ],
  ])("is an error where the workbook is %s", (_, bytes, message) => {
    const { problems } = load("list.xlsx", bytes);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^keywords\/list\.xlsx:1/);
    expect(problems[0]).toMatch(message);
  });

  test("is told how to be saved where it is an old workbook, which is not read", () => {
    const files = new Map([
      ["site.yaml", SMALL_RULES["site.yaml"] ?? ""],
      ["list.yaml", "keywordList: list\nfile: list.xls\n"],
    ]);
    expect(parseRules(files).problems.map(formatProblem)).toEqual([
      expect.stringMatching(/missing-file .*save an old Excel workbook \(\.xls\) as \.xlsx or CSV/),
    ]);
  });

  test("is the only file of a list that may be a workbook", () => {
    const { problems } = load(
      "list.xlsx",
      writeWorkbook([{ name: "A", rows: ROWS }]),
      "minusFrom: list.xlsx\n",
    );
    expect(problems).toEqual([
      expect.stringMatching(
        /^keywords\/list\.yaml:3:\d+ error workbook only the table of a list may be an Excel workbook/,
      ),
    ]);
  });
});
