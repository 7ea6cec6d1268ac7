import { describe, expect, it } from "vitest";
import { readSearchTerms } from "../../src/coverage/read-report.ts";
import type { ReportRow } from "../../src/coverage/read-report.ts";
import { TableError } from "../../src/tabular/index.ts";
import { writeWorkbook } from "../xlsx/write-workbook.ts";
import { chunked, utf16le, windows1251 } from "../tabular/bytes.ts";

async function read(content: string | Uint8Array, size?: number): Promise<readonly ReportRow[]> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const rows: ReportRow[] = [];
  for await (const row of readSearchTerms(chunked(bytes, size))) rows.push(row);
  return rows;
}

const terms = (rows: readonly ReportRow[]) =>
  rows.flatMap((row) => (row.kind === "term" ? [[row.term, row.clicks, row.cost]] : []));
const skipped = (rows: readonly ReportRow[]) =>
  rows.flatMap((row) => (row.kind === "skipped" ? [[row.row, row.reason]] : []));

const GOOGLE = `Search terms report
"November 1, 2026 - November 30, 2026"
Search term,Match type,Added/Excluded,Campaign,Ad group,Clicks,Impr.,CTR,Currency code,Avg. CPC,Cost,Conv. rate,Conversions
upvc windows,Phrase match,Added,Windows,General,"1,240","23,050",5.38%,USD,0.52,"1,640.20",1.2%,15.00
cheap windows near me,Broad match,None,Windows,Cheap,12,90,13.33%,USD,0.70,8.40,< 10%,--
"windows, double glazed",Broad match,None,Windows,General,3,11,27.27%,USD,0.50,1.50,--,--
Total: Search terms,,,,,"1,255","23,151",5.42%,USD,0.52,"1,650.10",1.2%,15.00
Total: Account,,,,,"2,000","30,000",6.67%,USD,0.52,"2,650.10",1.2%,15.00
`;

const DIRECT = `Отчёт по поисковым запросам
Период: 01.11.2026 - 30.11.2026
Поисковый запрос;Условие показа;Тип соответствия;Подобранная фраза;Показы;Клики;Расход, руб.
пластиковые окна цена;пластиковые окна;фраза;;12 050;1 240;45 120,50
окна "под ключ" всего за час;---autotargeting;автотаргетинг;;30;2;88,00
Другие поисковые запросы;;;;900;45;1 300,00
Итого;;;;12 980;1 287;46 508,50
`;

describe("a search-terms report", () => {
  it("is read as Google Ads exports it: title, date, totals, thousands, shares", async () => {
    const rows = await read(GOOGLE);
    expect(terms(rows)).toEqual([
      ["upvc windows", 1_240, 1_640.2],
      ["cheap windows near me", 12, 8.4],
      ["windows, double glazed", 3, 1.5],
    ]);
    expect(skipped(rows)).toEqual([
      [7, "total"],
      [8, "total"],
    ]);
  });

  it("is read with European numbers", async () => {
    const report = `Search term;Clicks;Impr.;Cost
окна;"1.240";"23.050";"1.234,56"
двери;12;90;"8,40"
ворота;1;4;"1.100"
`;
    expect(terms(await read(report))).toEqual([
      ["окна", 1_240, 1_234.56],
      ["двери", 12, 8.4],
      ["ворота", 1, 1_100],
    ]);
  });

  it("is read as Yandex Direct exports it, in every encoding", async () => {
    const expected = [
      ["пластиковые окна цена", 1_240, 45_120.5],
      ['окна "под ключ" всего за час', 2, 88],
    ];
    for (const content of [
      DIRECT,
      `\uFEFF${DIRECT}`,
      windows1251(DIRECT),
      utf16le(`\uFEFF${DIRECT}`),
      DIRECT.replaceAll(";", "\t"),
      DIRECT.replaceAll("\n", "\r\n"),
    ]) {
      const rows = await read(content);
      expect(terms(rows)).toEqual(expected);
      expect(skipped(rows).map(([, reason]) => reason)).toEqual(["total", "total"]);
    }
  });

  it("is read from a workbook, from the sheet that holds it", async () => {
    const content = writeWorkbook([
      {
        name: "Скрытый",
        hidden: true,
        rows: [
          ["term", "clicks", "cost"],
          ["тайна", 1, 1],
        ],
      },
      { name: "О отчёте", rows: [["Период: ноябрь"]] },
      {
        name: "Отчёт",
        rows: [
          ["Отчёт по поисковым запросам"],
          ["Поисковый запрос", "Показы", "Клики", "Расход, руб."],
          ["пластиковые окна", 23_050, 1_240, 1_640.215],
          ["двери", "11", "2", "1 050,50"],
          ["Итого", 23_061, 1_242, 2_690.715],
        ],
      },
    ]);
    const rows = await read(content);
    expect(terms(rows)).toEqual([
      ["пластиковые окна", 1_240, 1_640.215],
      ["двери", 2, 1_050.5],
    ]);
    await expect(read(content.subarray(0, content.length - 100))).rejects.toThrow(TableError);
  });

  it("is read from a workbook whose rows leave out empty cells at their end", async () => {
    const header = ["Поисковый запрос", "Клики", "Расход, руб.", "Конверсии"];
    const rows = [header, ["окна", 3, 7], ["двери", 2], ["шторы"]];
    expect(terms(await read(writeWorkbook([{ name: "Отчет", rows }])))).toEqual([
      ["окна", 3, 7],
      ["двери", 2, 0],
      ["шторы", 0, 0],
    ]);
  });

  it("tells which figures it does not have", async () => {
    const missing = async (text: string) =>
      (await read(text)).flatMap((row) => (row.kind === "header" ? row.missing : []));
    expect(await missing("term,clicks,cost\n")).toEqual([]);
    expect(await missing("term,clicks\n")).toEqual(["cost"]);
    expect(await missing("term,cost\n")).toEqual(["clicks"]);
  });

  it("takes a dash for a term that is not told", async () => {
    const rows = await read("term,clicks,cost\n-,3,4\n—,1,1\n--,1,1\n");
    expect(skipped(rows).map(([, reason]) => reason)).toEqual(Array(3).fill("empty-term"));
  });

  it("is the same however it comes in", async () => {
    const bytes = windows1251(DIRECT);
    for (const size of [1, 5, 100]) expect(await read(bytes, size)).toEqual(await read(bytes));
  });

  it("may be any table with a term and clicks", async () => {
    expect(terms(await read("term,clicks,cost\nокна,2,10.5\n"))).toEqual([["окна", 2, 10.5]]);
    expect(terms(await read("query\tclicks\nокна\t2\n"))).toEqual([["окна", 2, 0]]);
  });

  it("keeps terms that begin like a sum, or with a sign that spreadsheets run", async () => {
    const report =
      "term,clicks,cost\nвсего за рубль,1,1\ntotal war,1,1\nитоговая цена,1,1\n=окна,1,1\n-окна,1,1\n";
    expect(terms(await read(report)).map(([term]) => term)).toEqual([
      "всего за рубль",
      "total war",
      "итоговая цена",
      "=окна",
      "-окна",
    ]);
  });

  it("says which rows it passes over", async () => {
    const report = `term,clicks,cost\nокна,many,1\n,5,1\n${"x".repeat(3_000)},1,1\nдвери,1,-4\n\nпол,1,1\nобрыв,1`;
    const rows = await read(report);
    expect(terms(rows)).toEqual([["пол", 1, 1]]);
    expect(skipped(rows)).toEqual([
      [2, "number"],
      [3, "empty-term"],
      [4, "too-long"],
      [5, "number"],
      [8, "number"],
    ]);
  });

  it.each([
    ["an empty file", ""],
    ["another table", "name,age\nx,1\n".repeat(100)],
    ["a long text", "Lorem ipsum dolor\n".repeat(5_000)],
    ["an image", Uint8Array.from({ length: 4_000 }, (_, i) => (i * 73) % 256)],
  ])("is refused with what was expected: %s", async (_, content) => {
    await expect(read(content)).rejects.toThrow(/Search term|NUL character|saved? it again|quote/);
  });

  it("has its decimal mark from the whole beginning, not the row at hand", async () => {
    const filler = Array.from({ length: 600 }, (_, i) => `слово ${i};1;0,50`).join("\n");
    expect(
      terms(await read(`Запрос;Клики;Расход\nокна;1;1,234\n${filler}\nдвери;1;2,345\n`)),
    ).toEqual(
      expect.arrayContaining([
        ["окна", 1, 1.234],
        ["двери", 1, 2.345],
      ]),
    );
  });

  it("streams: a long report never stands in memory", async () => {
    const line = new TextEncoder().encode("окна пластиковые недорого;12;345,60\n".repeat(1_000));
    async function* long(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode("Запрос;Клики;Расход\n");
      for (let i = 0; i < 150; i += 1) yield line;
    }
    let rows = 0;
    let peak = 0;
    const before = process.memoryUsage().heapUsed;
    for await (const { kind } of readSearchTerms(long())) {
      if (kind === "term") rows += 1;
      if (rows % 10_000 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed - before);
    }
    expect(rows).toBe(150_000);
    expect(peak).toBeLessThan(120_000_000);
  });
});
