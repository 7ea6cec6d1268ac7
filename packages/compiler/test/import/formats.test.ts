import { describe, expect, test } from "vitest";
import { writeWorkbook } from "../xlsx/write-workbook.ts";
import { COMMANDER, directWorkbook, GOOGLE, MICROSOFT } from "./exports.ts";
import { createTestFolder, toUtf16, toWindows1251 } from "./support.ts";

const lines = (...rows: string[]): string => `${rows.join("\n")}\n`;

describe("a Direct workbook", () => {
  test("becomes a list of its campaign: phrases with operators, minus words and ids", async () => {
    const folder = createTestFolder();
    const report = await folder.import({ "export.xlsx": directWorkbook() });
    expect(folder.read("okna-poisk.csv")).toBe(
      lines(
        "keyword;group;phrase_id;ad_id;gbid",
        "купить пластиковые окна недорого -бесплатно;okna-nedorogo-msk;51120001;7700000001;4100000001",
        '"""окна пвх""";okna-nedorogo-msk;51120002;7700000001;4100000001',
        "!окна +для дома;okna-nedorogo-msk;51120003;7700000001;4100000001",
        "[остекление балкона] москва;balkon-pod-klyuch;51120004;7700000002;4100000002",
        "(балкон|лоджия) под ключ;balkon-pod-klyuch;51120005;7700000002;4100000002",
      ),
    );
    expect(report.files).toMatchObject([
      { platform: "yandex", sheet: "Тексты", headerRow: 7, rows: 6, phrases: 5 },
    ]);
    // The header of Direct has a second row of names below it.
    expect(report.files[0]?.skipped).toMatchObject([{ reason: "no-phrase", count: 1, rows: [8] }]);
  });

  test("brings names of groups, and the minus words of groups and of the campaign", async () => {
    const folder = createTestFolder();
    await folder.import({ "export.xlsx": directWorkbook() });
    const [comment, ...rest] = folder.read("okna-poisk.yaml").split("\n\n");
    expect(comment).toMatch(/^# Written by facet import/);
    expect(rest.join("\n\n")).toBe(
      lines(
        "keywordList: okna-poisk",
        "file: okna-poisk.csv",
        'description: "Окна | Поиск"',
        "platform: yandex",
        "minus: |",
        "  бесплатно",
        "  своими руками",
        '  "пластиковые карты"',
        "groups:",
        "  okna-nedorogo-msk:",
        '    label: "Окна недорого | МСК"',
        "    minus: |",
        "      дорого",
        "      элитные",
        '  balkon-pod-klyuch: { label: "Балкон под ключ" }',
      ),
    );
  });

  test("fills content columns from its texts where it is told to", async () => {
    const folder = createTestFolder();
    const content = new Map([["hero.headline", "Заголовок 1"]]);
    await folder.import({ "export.xlsx": directWorkbook() }, { content });
    const headlines = folder
      .read("okna-poisk.csv")
      .trim()
      .split("\n")
      .map((line) => line.split(";").at(-1));
    expect(headlines).toEqual([
      "hero.headline",
      "{keyword.phrase|sentence|default:Пластиковые окна} недорого",
      "Окна ПВХ",
      "Окна для дома",
      "Балкон {{под ключ}",
      "Балкон",
    ]);
  });
});

test("a Commander table: windows-1251, tabs, quotes as they are", async () => {
  const folder = createTestFolder();
  const report = await folder.import({ "commander.tsv": toWindows1251(COMMANDER) });
  expect(folder.read("okna-rsya.csv")).toBe(
    lines(
      "keyword;group;phrase_id;gbid",
      "тёплые окна;teplye-okna;61120001;4200000001",
      '"""тёплые окна""";teplye-okna;61120002;4200000001',
      "окна от шума -наушники;tihie-okna;61120003;4200000002",
    ),
  );
  expect(report.files[0]?.skipped).toMatchObject([
    { reason: "autotargeting", rows: [5] },
    { reason: "total", rows: [6] },
  ]);
});

test("a Google Ads Editor table: UTF-16, rows of many kinds, negatives", async () => {
  const folder = createTestFolder();
  const report = await folder.import({ "editor.csv": toUtf16(GOOGLE) });
  expect(folder.read("bikes-search.csv")).toBe(
    lines(
      "keyword;match;group",
      "commuter bike;phrase;commute",
      "commuter bike;exact;commute",
      "best bike for city;broad;commute",
      "first mountain bike;exact;first-mtb",
    ),
  );
  expect(folder.read("bikes-search.yaml")).toContain(
    lines(
      "platform: google",
      "minus: |",
      '  "free bike"',
      "groups:",
      "  commute:",
      '    label: "Commute"',
      "    minus: |",
      "      used",
      '  first-mtb: { label: "First MTB" }',
    ),
  );
  expect(report.files[0]).toMatchObject({ platform: "google", rows: 10, phrases: 4, minusRows: 2 });
});

test("a Google Ads report: figures are no content", async () => {
  const folder = createTestFolder();
  await folder.import({
    "report.csv": lines(
      "Keyword report",
      "Keyword,Match type,Campaign,Ad group,Impr.,Conv.,hero.headline",
      '"""buy windows""",Phrase match,A,g,12,1,Windows',
      "Total: Keywords,,,,12,1,",
    ),
  });
  expect(folder.read("a.csv")).toBe(
    lines("keyword;match;group;hero.headline", "buy windows;phrase;g;Windows"),
  );
});

test("a Microsoft bulk file whose records are new: ids that stand in are none", async () => {
  const folder = createTestFolder();
  await folder.import({
    "bulk.csv": lines(
      "Type,Status,Id,Parent Id,Campaign,Ad Group,Keyword,Match Type",
      "Keyword,Active,-3,-12,A,g,red shoes,Exact",
      "Keyword,Active,,-12,A,g,blue shoes,Exact",
    ),
  });
  expect(folder.read("a.csv")).toBe(
    lines("keyword;match;group", "red shoes;exact;g", "blue shoes;exact;g"),
  );
});

test("a Microsoft bulk file: keywords among records of other kinds", async () => {
  const folder = createTestFolder();
  const report = await folder.import({ "bulk.csv": MICROSOFT });
  expect(folder.read("city-bikes.csv")).toBe(
    lines(
      "keyword;match;group;targetid;adgroupid",
      "belt drive bike;exact;belt-drive;kwd-77700000000001;1180000000000001",
      "belt drive, quiet;phrase;belt-drive;kwd-77700000000002;1180000000000001",
    ),
  );
  expect(folder.read("city-bikes.yaml")).toMatch(
    /platform: microsoft\nminus: \|\n {2}\[used bike\]\n/,
  );
  expect(report.files[0]?.skipped).toMatchObject([
    { reason: "other-record", count: 5 },
    { reason: "removed", rows: [8] },
  ]);
});

describe("a plain table", () => {
  test("keeps its content, and takes its name from the file", async () => {
    const folder = createTestFolder();
    await folder.import({
      "in/Наши окна.csv": "keyword,group,hero.headline\nокна,Недорого,Окна от завода\n",
    });
    expect(folder.read("nashi-okna.csv")).toBe(
      "keyword;group;hero.headline\nокна;nedorogo;Окна от завода\n",
    );
    expect(folder.read("nashi-okna.yaml")).toContain("platform: plain");
  });

  test("may have rows of groups, with content and no phrase", async () => {
    const folder = createTestFolder();
    const rows = [
      "keyword;group;hero.headline;hero.cta.label",
      "окна;cheap;;",
      ";cheap;Для всей группы;",
      ";cheap;;",
      ";empty;;",
      "",
    ];
    const file = { "a.csv": rows.join("\n") };
    const report = await folder.import(file);
    expect(report.files).toMatchObject([
      { rows: 4, phrases: 1, groupRows: 1, skipped: [{ reason: "no-phrase", rows: [4, 5] }] },
    ]);
    expect(report.lists).toMatchObject([{ phrases: 1, added: 1 }]);
    const table = "keyword;group;hero.headline\nокна;cheap;\n;cheap;Для всей группы\n";
    expect(folder.read("a.csv")).toBe(table);
    expect((await folder.import(file)).lists).toMatchObject([{ tableChanged: false }]);
    const more = { "a.csv": `${rows.join("\n")};cheap;Другое;Узнать\n`.replace(rows[2] ?? "", "") };
    expect((await folder.import(more)).lists).toMatchObject([
      { tableChanged: true, updated: 0, unchanged: 1, keptCells: 1 },
    ]);
    expect(folder.read("a.csv")).toBe(
      "keyword;group;hero.headline;hero.cta.label\nокна;cheap;\n;cheap;Для всей группы;Узнать\n",
    );
  });

  test.each([
    ["hero.headline", "Нет", /no column "Нет" .* columns are "keyword", "Текст"$/],
    ["мой слот", "Текст", /"мой слот" is no slot .* such as hero\.headline/],
  ])("is refused where %s cannot be filled from %s", async (slot, column, message) => {
    const folder = createTestFolder();
    const content = new Map([[slot, column]]);
    await expect(
      folder.import({ "a.csv": "keyword;Текст\nокна;Окна\n" }, { content }),
    ).rejects.toThrow(message);
    expect(folder.all()).toEqual({});
  });

  test("has columns named that are not read", async () => {
    const folder = createTestFolder();
    const file = { "a.csv": "keyword;Заголовок;headline;Note; note ;\nокна;a;b;c;d;e\n" };
    const report = await folder.import(file, {
      content: new Map([["hero.headline", "Headline"]]),
    });
    expect(report.files).toMatchObject([{ ignored: { count: 2, first: ["Note", "note"] } }]);
  });

  test.each([
    ["UTF-8 with a mark", Buffer.from("\uFEFFkeyword;group\nокна;a\n")],
    ["UTF-16, high byte first", Buffer.from("\uFEFFkeyword;group\nокна;a\n", "utf16le").swap16()],
    [
      "UTF-16 without a mark",
      Buffer.from("keyword;group\nокна;a\nwindows;b\nwindows;c\n", "utf16le"),
    ],
    ["windows-1251", toWindows1251("keyword;group\nокна;a\n")],
    ["carriage returns alone", Buffer.from("keyword;group\rокна;a\r")],
    ["tabs", Buffer.from("keyword\tgroup\nокна\ta\n")],
    [
      "lines above the header",
      Buffer.from('Отчёт по фразам\n"за ноябрь, 2026"\n\nkeyword,group,match\nокна,a,exact\n'),
    ],
  ])("may be in any encoding and form: %s", async (_, bytes) => {
    const folder = createTestFolder();
    await folder.import({ "a.csv": bytes });
    expect(folder.read("a.csv")).toMatch(/^keyword;(match;)?group\nокна;(exact;)?a\n/);
  });

  test("may be a workbook", async () => {
    const folder = createTestFolder();
    const rows = [
      ["keyword", "group"],
      ["окна", "a"],
    ];
    await folder.import({ "a.xlsx": writeWorkbook([{ name: "Лист1", rows }]) });
    expect(folder.read("a.csv")).toBe("keyword;group\nокна;a\n");
  });

  test("is of the system that the caller names", async () => {
    const folder = createTestFolder();
    await folder.import(
      { "a.csv": 'keyword\n[exact words]\n"a phrase"\nbroad\n-not\n' },
      { platform: "google" },
    );
    expect(folder.read("a.csv")).toBe(
      "keyword;match\nexact words;exact\na phrase;phrase\nbroad;\n",
    );
    expect(folder.read("a.yaml")).toContain("minus: |\n  not\n");
  });
});

test("every campaign of a file gets a list of its own, and all of them one where that is asked for", async () => {
  const folder = createTestFolder();
  const file = { "a.csv": "Campaign,Ad group,Keyword,Match type\nA,g,one,Exact\nB,g,two,Exact\n" };
  expect((await folder.import(file)).lists.map(({ list }) => list)).toEqual(["a", "b"]);
  const together = await folder.import(file, { list: "all" });
  expect(together.lists).toMatchObject([{ list: "all", phrases: 2, campaigns: ["A", "B"] }]);
});

test.each([
  ["a Direct workbook", { "a.xlsx": directWorkbook() }],
  ["a Commander table", { "a.tsv": toWindows1251(COMMANDER) }],
  ["a Google Ads Editor table", { "a.csv": toUtf16(GOOGLE) }],
  ["a Microsoft bulk file", { "a.csv": MICROSOFT }],
])("importing %s again changes not a byte", async (_, files) => {
  const folder = createTestFolder();
  await folder.import(files);
  const before = folder.all();
  const { lists } = await folder.import(files);
  expect(folder.all()).toEqual(before);
  expect(lists).toMatchObject([
    { tableChanged: false, documentChanged: false, added: 0, updated: 0 },
  ]);
});

test("an id that a spreadsheet has shortened is left out, with a warning", async () => {
  const folder = createTestFolder();
  const text = "Фраза (с минус-словами);ID фразы;ID группы\nокна;5,11E+19;4100000001\n";
  const report = await folder.import({ "a.csv": text });
  expect(folder.read("a.csv")).toBe("keyword;group;gbid\nокна;4100000001;4100000001\n");
  expect(report.files[0]?.warnings.first).toMatchObject([
    { row: 2, message: expect.stringContaining("lost digits") },
  ]);
});

test("another phrase with an id that is taken is left out, with a warning", async () => {
  const folder = createTestFolder();
  const report = await folder.import({
    "a.csv": "Фраза;ID фразы\nокна;7\nокна -бу;7\nдвери;7\n",
  });
  expect(folder.read("a.csv")).toBe("keyword;phrase_id\nокна;7\n");
  expect(report.files[0]).toMatchObject({
    skipped: [{ reason: "repeated", rows: [3, 4] }],
    warnings: {
      first: [
        {
          row: 4,
          message: '"двери" has the id of "окна", and is left out; give it its own id, or none',
        },
      ],
    },
  });
});

test("phrases that Direct would refuse are warned of", async () => {
  const folder = createTestFolder();
  const words = "купить новые белые пластиковые окна недорого сегодня быстро";
  const report = await folder.import({
    "a.csv": `Фраза (с минус-словами);Название группы\n${words};a\nкупить окна в и на для с от под;a\n${"ж".repeat(36)};a\n`,
  });
  expect(report.files[0]?.warnings.first).toMatchObject([
    {
      row: 2,
      message: expect.stringMatching(/8 words besides stop and minus words; Direct takes 7/),
    },
    { row: 4, message: expect.stringMatching(/36 characters; Direct takes 35/) },
  ]);
});
