import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DIRECT_PHRASES, directWorkbook } from "./exports.ts";
import type { DirectPhrase } from "./exports.ts";
import { createTestFolder, toWindows1251 } from "./support.ts";

const direct = (phrases: readonly DirectPhrase[]) => ({ "export.xlsx": directWorkbook(phrases) });
const [first, second, ...others] = DIRECT_PHRASES as [
  DirectPhrase,
  DirectPhrase,
  ...DirectPhrase[],
];
const renamed = (phrase: DirectPhrase, changes: Partial<Record<number, string>>): DirectPhrase =>
  phrase.map((cell, index) => changes[index] ?? cell) as unknown as DirectPhrase;

describe("an import into a list that is there", () => {
  test("keeps what a person wrote into the table", async () => {
    const folder = createTestFolder();
    await folder.import(direct(DIRECT_PHRASES));
    const table = folder.read("okna-poisk.csv").split("\n");
    const edited = [
      `${table[0]};priority;hero.headline;hero.headline@en`,
      `${table[1]};5;"Окна; и двери";Windows`,
      ...table.slice(2, 6).map((line) => `${line};;;`),
      ";okna-nedorogo-msk;;;;;Для всей группы;",
      "",
    ].join("\n");
    folder.write("okna-poisk.csv", edited);
    const report = await folder.import(direct(DIRECT_PHRASES));
    expect(report.lists).toMatchObject([{ tableChanged: false, unchanged: 5 }]);
    const changed = renamed(first, { 3: "купить пластиковые окна дёшево -бесплатно" });
    await folder.import(direct([changed, second, ...others]));
    expect(folder.read("okna-poisk.csv")).toBe(
      edited.replace("окна недорого -бес", "окна дёшево -бес"),
    );
  });

  test("keeps content that differs from the export, and says so", async () => {
    const folder = createTestFolder();
    folder.write("a.csv", "keyword;priority;hero.headline\nокна;7;Моё\nдвери;;\n");
    const report = await folder.import({
      "a.csv": "keyword;priority;hero.headline\nокна;1;Чужое\nдвери;2;Двери\n",
    });
    expect(folder.read("a.csv")).toBe(
      "keyword;priority;hero.headline\nокна;7;Моё\nдвери;2;Двери\n",
    );
    expect(report.lists).toMatchObject([{ keptCells: 2, updated: 1, unchanged: 1 }]);
  });

  test("keeps the second of two columns with one name", async () => {
    const folder = createTestFolder();
    folder.write("a.csv", "keyword;keyword;group\nокна;мои окна;g\n");
    await folder.import({ "a.csv": "keyword;group;phrase_id\nокна;g;1\n" });
    expect(folder.read("a.csv")).toBe("keyword;keyword;group;phrase_id\nокна;мои окна;g;1\n");
  });

  test("adds new phrases at the end, and names those that are gone", async () => {
    const folder = createTestFolder();
    await folder.import(direct([first, second]));
    const report = await folder.import(direct([second, ...others]));
    expect(report.lists).toMatchObject([
      {
        added: 3,
        unchanged: 1,
        pruned: false,
        gone: { count: 1, first: [{ row: 2, keyword: first[3] }] },
      },
    ]);
    const table = folder.read("okna-poisk.csv").trim().split("\n");
    expect(table).toHaveLength(6);
    expect(table[1]).toContain(first[3]);
    expect(table[3]).toContain(others[0]?.[3]);
  });

  test("takes out what is gone only where that is asked for", async () => {
    const folder = createTestFolder();
    await folder.import(direct([first, second]));
    const report = await folder.import(direct([second]), { prune: true });
    expect(report.lists).toMatchObject([{ pruned: true, tableChanged: true, gone: { count: 1 } }]);
    expect(folder.read("okna-poisk.csv").trim().split("\n")).toHaveLength(2);
  });

  test("knows a phrase by its id, whatever became of its text and its group", async () => {
    const folder = createTestFolder();
    await folder.import(direct([first, second]));
    const moved = renamed(first, { 0: "4100000009", 1: "Акция", 3: "окна по акции" });
    const report = await folder.import(direct([moved, second]));
    expect(report.lists).toMatchObject([{ added: 0, updated: 1, gone: { count: 0 } }]);
    expect(folder.read("okna-poisk.csv").split("\n")[1]).toBe(
      "окна по акции;aktsiya;51120001;7700000001;4100000009",
    );
  });

  test("knows a phrase by its text where it has got an id, or other minus words", async () => {
    const folder = createTestFolder();
    const head = "Фраза (с минус-словами);Название группы;ID фразы;hero.headline";
    await folder.import({ "a.csv": `${head}\nокна;g;;Своё\nдвери -бу;g;;Тоже\n` });
    const report = await folder.import({
      "a.csv": `${head}\nокна;g;101;\nдвери -старые -бу;g;102;\n`,
    });
    expect(report.lists).toMatchObject([{ added: 0, updated: 2, gone: { count: 0 } }]);
    expect(folder.read("a.csv")).toBe(
      "keyword;group;hero.headline;phrase_id\nокна;g;Своё;101\nдвери -старые -бу;g;Тоже;102\n",
    );
  });

  describe("without ids", () => {
    const HEAD = "Campaign,Ad group,Keyword,Match type";
    const google = (...rows: string[]) => ({
      "g.csv": `${HEAD}\n${rows.map((row) => `C,${row}\n`).join("")}`,
    });
    const fill = (folder: ReturnType<typeof createTestFolder>, ...cells: string[]) => {
      const [head, ...rows] = folder.read("c.csv").trim().split("\n");
      const filled = rows.map((row, index) => `${row};${cells[index] ?? ""}`);
      folder.write("c.csv", [`${head};hero.headline`, ...filled, ""].join("\n"));
    };
    const rowsOf = (folder: ReturnType<typeof createTestFolder>) =>
      folder.read("c.csv").trim().split("\n").slice(1);

    test("knows a phrase whose match type is another", async () => {
      const folder = createTestFolder();
      await folder.import(google("g,one,Broad", "g,one,Exact", "g,two,Phrase"));
      fill(folder, "A", "B", "C");
      const report = await folder.import(google("g,one,Broad", "g,one,Phrase", "g,two,Broad"));
      expect(report.lists).toMatchObject([{ added: 0, updated: 2, gone: { count: 0 } }]);
      expect(rowsOf(folder)).toEqual(["one;broad;g;A", "one;phrase;g;B", "two;broad;g;C"]);
    });

    test("knows a phrase that was moved to another group of the export", async () => {
      const folder = createTestFolder();
      await folder.import(google("g,one,Broad", "g,two,Broad", "h,three,Broad"));
      fill(folder, "A", "B", "C");
      const report = await folder.import(google("h,one,Exact", "g,two,Broad", "h,three,Broad"));
      expect(report.lists).toMatchObject([{ added: 0, updated: 1, inherited: 0 }]);
      expect(rowsOf(folder)).toEqual(["one;exact;h;A", "two;broad;g;B", "three;broad;h;C"]);
    });

    test("gives a phrase the content of its row in a group that the export does not have", async () => {
      const folder = createTestFolder();
      await folder.import(google("g,one,Broad", "g,one,Exact", "g,two,Broad"));
      fill(folder, "A", "B");
      const renamed = google("new,one,Exact", "new,one,Broad", "new,two,Broad");
      const report = await folder.import(renamed);
      expect(report.lists).toMatchObject([
        { added: 3, inherited: 2, updated: 0, gone: { count: 3 } },
      ]);
      expect(rowsOf(folder)).toEqual([
        "one;broad;g;A",
        "one;exact;g;B",
        "two;broad;g;",
        "one;exact;new;B",
        "one;broad;new;A",
        "two;broad;new;",
      ]);
      await folder.import(renamed, { prune: true });
      expect(rowsOf(folder)).toEqual(["one;exact;new;B", "one;broad;new;A", "two;broad;new;"]);
    });
  });

  test("keeps separators, line breaks and the mark of the table", async () => {
    const folder = createTestFolder();
    folder.write("a.csv", "\uFEFFkeyword,group\r\nокна,g\r\n");
    await folder.import({ "a.csv": 'keyword;group\nокна;g\n"двери, окна";g\n' });
    expect(folder.read("a.csv")).toBe('\uFEFFkeyword,group\r\nокна,g\r\n"двери, окна",g\r\n');
  });

  test("marks a table that was in windows-1251 as UTF-8, so that spreadsheets can read it", async () => {
    const folder = createTestFolder();
    folder.write("a.csv", toWindows1251("keyword;group\r\nокна;g\r\n"));
    await folder.import({ "a.csv": "keyword;group\nокна;g\nдвери;g\n" });
    expect(folder.read("a.csv")).toBe("\uFEFFkeyword;group\r\nокна;g\r\nдвери;g\r\n");
  });

  test("mends ids that a spreadsheet has shortened", async () => {
    const folder = createTestFolder();
    await folder.import(direct(DIRECT_PHRASES));
    const table = folder.read("okna-poisk.csv");
    const shorten = (id: string) => `${id[0] ?? ""},${id.slice(1, 3)}E+${id.length - 1}`;
    folder.write("okna-poisk.csv", table.replace(/\d{8,}/g, shorten));
    const report = await folder.import(direct(DIRECT_PHRASES));
    expect(report.lists).toMatchObject([{ added: 0, updated: 5, gone: { count: 0 } }]);
    expect(folder.read("okna-poisk.csv")).toBe(table);
  });

  test("counts a phrase once that the export repeats", async () => {
    const folder = createTestFolder();
    const report = await folder.import({ "a.csv": "keyword;group\nокна;g\nОкна;g\nокна;other\n" });
    expect(report.files[0]).toMatchObject({
      phrases: 2,
      skipped: [{ reason: "repeated", rows: [3] }],
    });
  });

  test("writes nothing where it only looks", async () => {
    const folder = createTestFolder();
    const report = await folder.import(direct(DIRECT_PHRASES), { dryRun: true });
    expect(report.lists).toMatchObject([{ tableChanged: true, documentChanged: true, added: 5 }]);
    expect(folder.all()).toEqual({});
  });

  test("names the list that a new one repeats", async () => {
    const folder = createTestFolder();
    const export1 = "Фраза;Название группы;ID фразы\nокна;g;1\nдвери;g;2\nшторы;g;3\n";
    await folder.import({ "november.csv": export1, "other.csv": "keyword\nокна\n" });
    folder.write("broken.yaml", "keywordList: broken\nfile: broken.csv\n");
    folder.write("broken.csv", "no header\n");
    const renamed = export1.replace("двери", "новые двери").replace("3\n", "4\n");
    const report = await folder.import({ "december.csv": renamed });
    expect(report.lists).toMatchObject([{ alike: { list: "november", phrases: 2 } }]);
    const again = await folder.import({ "december.csv": renamed });
    expect(again.lists[0]).not.toHaveProperty("alike");
    const others = await folder.import({ "third.csv": "Фраза;ID фразы\nокна;7\nдвери;8\n" });
    expect(others.lists[0]).not.toHaveProperty("alike");
  });

  test("pauses while it reads, and while it brings a table up to date", async () => {
    const rows = Array.from({ length: 6_000 }, (_, row) => `окна ${row};g;${row + 1}`).join("\n");
    const file = { "a.csv": `Фраза;Название группы;ID группы\n${rows}\n` };
    const folder = createTestFolder();
    await folder.import(file);
    const points = new Map<string, number>();
    await folder.import(file, {
      async pause({ doing, name, rows: count }) {
        points.set(`${doing} ${name}`, Math.max(count, points.get(`${doing} ${name}`) ?? 0));
      },
    });
    // The table is gone through for its groups, for its phrases, and to be written.
    expect(points).toEqual(
      new Map([
        ["read a.csv", 5_000],
        ["update a.csv", 15_000],
      ]),
    );
  });

  test("refuses phrases of another ad system", async () => {
    const folder = createTestFolder();
    await folder.import(direct(DIRECT_PHRASES), { list: "one" });
    const google = { "g.csv": "Campaign,Ad group,Keyword,Match type\nA,g,one,Exact\n" };
    await expect(folder.import(google, { list: "one" })).rejects.toThrow(
      /the list "one" is of Yandex Direct, and the file of Google Ads; name another list/,
    );
  });

  test("changes nothing when it is made twice, whatever the phrases are", async () => {
    const cell = fc.string({
      unit: fc.constantFrom(..."аб ё-!+\"[]();,|.='\n\tx1"),
      maxLength: 12,
    });
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const folder = createTestFolder();
        const file = {
          "a.csv": `keyword;group;hero.headline\n${table.map((row) => row.map(quote).join(";")).join("\n")}\n`,
        };
        const result = await folder.import(file).catch((error: unknown) => String(error));
        // A generated cell may be a formula, which is refused.
        if (typeof result === "string") {
          expect(result).toContain("is a formula");
          return;
        }
        const before = folder.all();
        const again = await folder.import(file);
        expect(folder.all()).toEqual(before);
        expect(
          again.lists.every(({ gone, added, updated }) => gone.count + added + updated === 0),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the document of a list", () => {
  const DOCUMENT = `# Наши окна
keywordList: okna-poisk # не менять
file: own-table.csv
platform: yandex
secondChances: [ typo ]
minus: |
  ремонт
  бесплатно
groups:
  # главная группа
  cheap: { label: "Окна недорого | МСК", description: "см. план" }
---
# другой список
keywordList: other
file: other.csv
`;

  test("keeps comments, keys and groups that a person wrote, and gets what is new", async () => {
    const folder = createTestFolder();
    folder.write("lists.yaml", DOCUMENT);
    const report = await folder.import(direct(DIRECT_PHRASES));
    expect(report.lists).toMatchObject([{ table: "own-table.csv", document: "lists.yaml" }]);
    expect(folder.read("own-table.csv")).toContain(";cheap;51120001;");
    expect(folder.read("lists.yaml")).toBe(
      DOCUMENT.replace(
        "  бесплатно\n",
        '  бесплатно\n  своими руками\n  "пластиковые карты"\n',
      ).replace(
        '  cheap: { label: "Окна недорого | МСК", description: "см. план" }\n',
        [
          "  cheap:",
          '    label: "Окна недорого | МСК"',
          '    description: "см. план"',
          "    minus: |",
          "      дорого",
          "      элитные",
          '  balkon-pod-klyuch: { label: "Балкон под ключ" }',
          "",
        ].join("\n"),
      ),
    );
    const before = folder.all();
    await folder.import(direct(DIRECT_PHRASES));
    expect(folder.all()).toEqual(before);
  });

  test("has minus phrases named that the export does not have", async () => {
    const folder = createTestFolder();
    const file = (campaign: string, g: string, h: string) => ({
      "a.csv": `Фраза;Название группы;Минус-фразы на группу;Минус-фразы на кампанию\nокна;g;${g};${campaign}\nдвери;h;${h};${campaign}\n`,
    });
    const first = await folder.import(file("-бу -даром", "-дорого", "-старые"));
    expect(first.lists).toMatchObject([{ goneMinus: { count: 0 } }]);
    const before = folder.all();
    const less = await folder.import(file("-Даром", "-дорого", ""));
    expect(less.lists).toMatchObject([
      {
        documentChanged: false,
        goneMinus: { count: 2, first: [{ phrase: "бу" }, { group: "h", phrase: "старые" }] },
      },
    ]);
    const untold = await folder.import({ "a.csv": "Фраза;Название группы\nокна;g\nдвери;h\n" });
    expect(untold.lists).toMatchObject([{ goneMinus: { count: 0 } }]);
    expect(folder.all()).toEqual(before);
  });

  test("keeps its line breaks", async () => {
    const folder = createTestFolder();
    const text = "# мой\r\nkeywordList: a\r\nfile: a.csv\r\nminus: |\r\n  ремонт\r\n";
    folder.write("a.yaml", text);
    await folder.import({ "a.csv": "Фраза;Минус-фразы на кампанию\nокна;-бу\n" });
    expect(folder.read("a.yaml")).toBe(`${text}  бу\r\n`);
  });

  test("keeps a label that a person changed", async () => {
    const folder = createTestFolder();
    await folder.import(direct(DIRECT_PHRASES));
    folder.write(
      "okna-poisk.yaml",
      folder.read("okna-poisk.yaml").replace('"Балкон под ключ"', '"Балконы"'),
    );
    const before = folder.all();
    await folder.import(direct(DIRECT_PHRASES));
    expect(folder.all()).toEqual(before);
  });

  test("may be one of several in a list, with minus phrases as items", async () => {
    const folder = createTestFolder();
    folder.write(
      "all.yaml",
      "keywordLists:\n  - keywordList: a\n    file: a.csv\n    minus: [ремонт]\n",
    );
    await folder.import({ "a.csv": "Фраза;Минус-фразы на кампанию\nокна;-бу\n" });
    expect(folder.read("all.yaml")).toBe(
      'keywordLists:\n  - keywordList: a\n    file: a.csv\n    minus: [ ремонт, "бу" ]\n',
    );
  });

  test("is not touched where it is another's", async () => {
    const folder = createTestFolder();
    folder.write("a.yaml", "segments: { moscow: { when: { geo.city: Москва } } }\n");
    await expect(folder.import({ "a.csv": "keyword\nокна\n" })).rejects.toThrow(
      /a\.yaml is there and is not of the list/,
    );
    expect(Object.keys(folder.all())).toEqual(["a.yaml"]);
  });

  test("is not touched where it is broken", async () => {
    const folder = createTestFolder();
    const text = 'keywordList: a\nfile: a.csv\nminus: "unclosed\n';
    folder.write("a.yaml", text);
    await expect(folder.import({ "a.csv": "keyword\nокна\n" })).rejects.toThrow(
      /a\.yaml is no YAML/,
    );
    expect(folder.all()).toEqual({ "a.yaml": Buffer.from(text).toString("latin1") });
  });
});
