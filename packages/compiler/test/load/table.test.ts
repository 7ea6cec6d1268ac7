import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/format-problem.ts";
import { parseRules } from "../../src/load/index.ts";
import { cellName } from "../../src/load/table.ts";

const SITE = `site: okna
slots:
  hero.headline: { type: text, default: Окна }
  hero.cta: { type: cta, default: { label: Цена, href: "#lead" } }
  promo: { type: text, default: "" }
`;

function load(table: string | Uint8Array, list = "keywordList: okna\nfile: okna.csv\n") {
  const files = new Map<string, string | Uint8Array>([
    ["site.yaml", SITE],
    ["keywords/okna.yaml", list],
    ["keywords/okna.csv", table],
    ["keywords/shared.txt", "отзывы\nбесплатно\n"],
  ]);
  const { source, problems } = parseRules(files);
  return {
    list: source.keywordLists[0],
    table: source.keywordLists[0]?.table,
    problems: problems.map(formatProblem),
    source,
  };
}

const TABLE = `keyword;group;phrase_id;hero.headline;hero.cta.label;hero.headline@en;promo
купить окна;cheap;18446744073709551615;Недорогие окна;Цена;Cheap windows;Да
"""окна пвх""";pvc;;;;;
;cheap;;Окна по цене завода;;;
`;

describe("a keyword table", () => {
  test("is read by the names of its columns, texts as they are written", () => {
    const { table, problems } = load(TABLE);
    expect(problems).toEqual([]);
    expect(table?.file).toBe("keywords/okna.csv");
    expect(table?.rows).toEqual([
      {
        row: 2,
        line: 2,
        keyword: "купить окна",
        group: "cheap",
        ids: { phrase_id: "18446744073709551615" },
        content: {
          "hero.headline": "Недорогие окна",
          "hero.cta.label": "Цена",
          "hero.headline@en": "Cheap windows",
          promo: "Да",
        },
      },
      { row: 3, line: 3, keyword: '"окна пвх"', group: "pvc", ids: {}, content: {} },
      {
        row: 4,
        line: 4,
        keyword: "",
        group: "cheap",
        ids: {},
        content: { "hero.headline": "Окна по цене завода" },
      },
    ]);
  });

  test.each([
    ["commas", (text: string) => text.replaceAll(";", ",")],
    ["tabs", (text: string) => text.replaceAll(";", "\t")],
    ["Windows line ends", (text: string) => text.replaceAll("\n", "\r\n")],
    ["a byte order mark", (text: string) => `\ufeff${text}`],
    [
      "capitals and spaces in the header",
      (text: string) => text.replace("keyword;group", " Keyword ;GROUP"),
    ],
    [
      "columns in another order",
      (text: string) =>
        text
          .split("\n")
          .map((line) => line.split(";").reverse().join(";"))
          .join("\n"),
    ],
    ["empty rows", (text: string) => text.replace("купить", "\n;;;;;;\nкупить")],
  ])("may have %s", (_, change) => {
    const plain = load(TABLE).table?.rows.map(({ keyword, group, content }) => ({
      keyword,
      group,
      content,
    }));
    const { table, problems } = load(change(TABLE));
    expect(problems).toEqual([]);
    expect(table?.rows.map(({ keyword, group, content }) => ({ keyword, group, content }))).toEqual(
      plain,
    );
  });

  test("knows the row of a spreadsheet and the line of the file where cells have line breaks", () => {
    const { table } = load('keyword;hero.headline\nокна;"Первая\nвторая"\nдвери;\n');
    expect(table?.rows.map(({ row, line }) => [row, line])).toEqual([
      [2, 2],
      [3, 4],
    ]);
  });

  test("reports findings of others at its cells", () => {
    const loaded = load(TABLE);
    const { problems } = parseRules(new Map());
    expect(problems).toHaveLength(1);
    const files = new Map([
      ["site.yaml", SITE],
      ["okna.yaml", "keywordList: okna\nfile: okna.csv\n"],
      ["okna.csv", TABLE],
    ]);
    const parsed = parseRules(files);
    const table = parsed.source.keywordLists[0]?.table;
    const row = table?.rows[1];
    table?.report(
      { column: "hero.cta.label", ...(row && { row }) },
      { code: "too-long", message: "too long" },
    );
    table?.report({ column: "promo" }, { code: "unknown-slot", message: "no such slot" });
    expect(parsed.problems.map(formatProblem)).toEqual([
      "okna.csv:3 (E3) error too-long too long",
      "okna.csv:1 (G1) error unknown-slot no such slot",
    ]);
    expect(loaded.problems).toEqual([]);
  });

  test.each([
    ["no keyword column", "фраза;группа\nокна;a\n", "(A1) error missing-column", "keyword, group"],
    ["an empty table", "", "1:1 error missing-column", "first row"],
    [
      "an unknown column",
      "keyword;grupp\nокна;a\n",
      "(B1) error unknown-column",
      'did you mean "group"?',
    ],
    [
      "a column twice",
      "keyword;group;group\nокна;a;b\n",
      "(C1) error duplicate-column",
      "keep one",
    ],
    ["a cell outside", "keyword;group\nокна;a;b\n", "(C2) error extra-cell", "separator"],
    [
      "neither keyword nor group",
      "keyword;group;phrase_id\n;;12\n",
      "(A2) error missing-keyword",
      "ad phrase",
    ],
    [
      "a match that there is not",
      "keyword;match\nокна;exakt\n",
      "(B2) error not-allowed-value",
      'did you mean "exact"?',
    ],
    ["a priority in words", "keyword;priority\nокна;high\n", "(B2) error wrong-type", "such as 10"],
    ["a quote that is not closed", 'keyword;group\n"окна;a\n', "2:1 error table-quote", "doubled"],
    [
      "quotes in the middle of a cell",
      'keyword;group\nокна "пвх" цена;a\n',
      "2:1 error table-quote",
      "doubled",
    ],
  ])("says what is wrong: %s", (_, table, place, advice) => {
    const { problems } = load(table);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^keywords/okna\\.csv:\\d+.*`));
    expect(problems[0]).toContain(place);
    expect(problems[0]).toContain(advice);
  });

  test("that no list names is a warning with the document to write", () => {
    const { problems } = parseRules(
      new Map([
        ["site.yaml", SITE],
        ["keywords/dacha.csv", TABLE],
      ]),
    );
    expect(problems.map(formatProblem)).toEqual([
      'keywords/dacha.csv:1:1 warning unused-table no keyword list names this table, so it does nothing (add a document "keywordList: <id>" with "file: dacha.csv" beside it)',
    ]);
  });

  test("of a list that is broken is not called unused", () => {
    const { problems } = load(TABLE, "keywordList: okna\nfile: okna.csv\nplatform: yahoo\n");
    expect(problems).toHaveLength(1);
  });

  test("comes with the minus phrases of other files", () => {
    const { list, problems } = load(
      TABLE,
      "keywordList: okna\nfile: okna.csv\nminusFrom: [shared.txt]\n",
    );
    expect(problems).toEqual([]);
    expect(list?.minusFiles).toEqual([
      { file: "keywords/shared.txt", text: "отзывы\nбесплатно\n" },
    ]);
  });
});

describe("the encoding of a table", () => {
  const text = "keyword;group\nокна;дача\n";
  const utf16 = (littleEndian: boolean, mark: boolean) => {
    const units = mark ? `\ufeff${text}` : text;
    const bytes = new DataView(new ArrayBuffer(units.length * 2));
    for (let index = 0; index < units.length; index += 1)
      bytes.setUint16(index * 2, units.charCodeAt(index), littleEndian);
    return new Uint8Array(bytes.buffer);
  };
  // Russian letters of windows-1251 are A..я in order from 0xC0.
  const cp1251 = Uint8Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
  });

  test.each([
    ["UTF-8", new TextEncoder().encode(text)],
    ["UTF-8 with a mark", new TextEncoder().encode(`\ufeff${text}`)],
    ["UTF-16LE with a mark", utf16(true, true)],
    ["UTF-16BE with a mark", utf16(false, true)],
    ["windows-1251", cp1251],
  ])("may be %s", (_, bytes) => {
    const { table, problems } = load(bytes);
    expect(problems).toEqual([]);
    expect(table?.rows).toMatchObject([{ keyword: "окна", group: "дача" }]);
  });

  test("may be UTF-16 without a mark, where latin letters show it", () => {
    const latin = "keyword;group\nwindows;cheap\n";
    const bytes = Uint8Array.from([...latin].flatMap((letter) => [letter.charCodeAt(0), 0]));
    expect(load(bytes).table?.rows).toMatchObject([{ keyword: "windows", group: "cheap" }]);
  });
});

test.each([
  [0, 1, "A1"],
  [3, 17, "D17"],
  [25, 2, "Z2"],
  [26, 2, "AA2"],
  [701, 3, "ZZ3"],
  [702, 3, "AAA3"],
])("column %i of row %i is %s", (index, row, name) => {
  expect(cellName(index, row)).toBe(name);
});
