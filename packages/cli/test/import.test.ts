import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { facet, RULES } from "./harness.ts";

const scratch = mkdtempSync(join(tmpdir(), "facet-cli-import-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const DIRECT = [
  "Название кампании;Название группы;ID группы;Фраза (с минус-словами);ID фразы",
  "Окна | Поиск;Окна недорого;41;купить окна недорого;51",
  'Окна | Поиск;Окна недорого;41;"""окна пвх""";52',
  "Окна | Поиск;Балкон;42;остекление балкона -бесплатно;53",
  "Окна | Поиск;Балкон;42;;",
  "Итого;;;;",
  "",
].join("\n");

function place(name: string): { readonly file: string; readonly out: string } {
  const file = join(scratch, `${name}.csv`);
  writeFileSync(file, DIRECT);
  return { file, out: join(scratch, name, "keywords") };
}

describe("facet import", () => {
  test("writes lists that the rules can use, and a summary", async () => {
    const { file, out } = place("usable");
    cpSync(RULES, join(scratch, "usable"), { recursive: true });
    const ran = await facet(["import", file, "--out", out]);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain("Yandex Direct, header in row 1");
    expect(ran.out).toContain("5 rows read: 3 phrases, 0 rows of minus phrases alone, 2 skipped");
    expect(ran.out).toContain("skipped 1: a row of totals (row 6)");
    expect(ran.out).toMatch(/okna-poisk {2}3 phrases in 2 groups: 3 new, 0 updated, 0 unchanged/);
    expect(ran.out).toMatch(/keywords\/okna-poisk\.csv {2}written/);
    expect(readdirSync(out).sort()).toEqual(["okna-poisk.csv", "okna-poisk.yaml"]);
    const lint = await facet(["lint", join(scratch, "usable")]);
    expect(lint.out).toMatch(/: 0 errors/);
    expect(lint.code).toBe(0);
  });

  test("updates a list, and says what is gone", async () => {
    const { file, out } = place("update");
    await facet(["import", file, "--out", out]);
    const again = await facet(["import", file, "--out", out]);
    expect(again.out).toMatch(/okna-poisk\.csv {2}unchanged/);
    writeFileSync(file, DIRECT.replace(/.*;51\n/, ""));
    const less = await facet(["import", file, "--out", out]);
    expect(less.out).toContain("1 phrase not in the export (kept; --prune takes them out)");
    expect(less.out).toContain("row 2: купить окна недорого");
    await facet(["import", file, "--out", out, "--prune"]);
    expect(readFileSync(join(out, "okna-poisk.csv"), "utf8")).not.toContain(
      "недорого;okna-nedorogo;51",
    );
  });

  test("only looks with --dry-run, and tells machines with --json", async () => {
    const { file, out } = place("dry");
    const ran = await facet(["import", file, "--out", out, "--list", "one", "--dry-run", "--json"]);
    expect(JSON.parse(ran.out)).toMatchObject({
      dryRun: true,
      files: [
        {
          platform: "yandex",
          rows: 5,
          phrases: 3,
          skipped: [{ reason: "no-phrase", rows: [5] }, { reason: "total" }],
        },
      ],
      lists: [{ list: "one", added: 3, tableChanged: true }],
    });
    expect((await facet(["import", file, "--out", out, "--dry-run"])).out).toMatch(
      /would be written[^]*nothing was written/,
    );
    expect(existsSync(out)).toBe(false);
  });

  test("takes several files, and content from their columns", async () => {
    const { out } = place("several");
    const files = ["a", "b"].map((name) => {
      const file = join(scratch, `${name}.csv`);
      writeFileSync(file, `keyword;group;Headline 1\nокна ${name};g;Заголовок {${name}}\n`);
      return file;
    });
    const ran = await facet([
      "import",
      ...files,
      "--out",
      out,
      "--list",
      "both",
      "--content",
      "hero.headline=headline 1",
    ]);
    expect(ran.code).toBe(0);
    expect(readFileSync(join(out, "both.csv"), "utf8")).toBe(
      "keyword;group;hero.headline\nокна a;g;Заголовок {{a}\nокна b;g;Заголовок {{b}\n",
    );
  });

  test("names columns that it does not read, and counts content of groups", async () => {
    const { out } = place("unknown");
    const file = join(scratch, "own.csv");
    writeFileSync(file, "keyword;group;Headline;hero.headline\nокна;g;A;B\n;g;;C\n");
    const ran = await facet(["import", file, "--out", out]);
    expect(ran.out).toContain("2 rows read: 1 phrase, 1 row of content for a group, 0 rows of");
    expect(ran.out).toContain(
      'not read: column "Headline" (--content slot=column fills a slot from one)',
    );
  });

  test("names minus phrases that the account may have dropped", async () => {
    const { file, out } = place("minus");
    const text = (minus: string) =>
      `Название группы;Фраза;Минус-фразы на группу;Минус-фразы на кампанию\nОкна;окна;${minus}\n`;
    writeFileSync(file, text("-бу -даром;-дорого"));
    await facet(["import", file, "--out", out]);
    writeFileSync(file, text("-бу;-дорого"));
    const ran = await facet(["import", file, "--out", out]);
    expect(ran.out).toContain(
      "1 minus phrase not in the export (kept; what the account has dropped, take out of minus.yaml): даром (okna)",
    );
  });

  test("warns of a new list that repeats another", async () => {
    const { out } = place("renamed");
    for (const name of ["november", "december"]) {
      writeFileSync(join(scratch, `${name}.csv`), "Фраза;ID фразы\nокна;1\nдвери;2\n");
    }
    await facet(["import", join(scratch, "november.csv"), "--out", out]);
    const ran = await facet(["import", join(scratch, "december.csv"), "--out", out]);
    expect(ran.out).toContain(
      'it shares 2 phrases with the list "november"; to update that one, delete this one and import with --list november',
    );
  });

  test("fails with the file and the row, and writes nothing", async () => {
    const { file, out } = place("broken");
    writeFileSync(file, `${DIRECT}Окна | Поиск;Балкон;42;=SUM(A1:A9);54\n`);
    const temporary = mkdtempSync(join(scratch, "tmp-"));
    vi.stubEnv("TMPDIR", temporary);
    const ran = await facet(["import", file, "--out", out]);
    vi.unstubAllEnvs();
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/broken\.csv: row 7: cell D7 is a formula/);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("says that a folder is none", async () => {
    const { file } = place("no-folder");
    const ran = await facet(["import", file, "--out", join(file, "keywords")]);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/the lists cannot be written: .*\.csv is a file, not a folder/);
  });

  test("ends where a folder takes no other", async () => {
    const { file } = place("no-place");
    const ran = await facet(["import", file, "--out", "/proc/self/keywords/lists"]);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/the lists cannot be written: ENOENT.*mkdir '\/proc/);
  });

  test.each([
    [["import"], /FILE is missing/],
    [["import", "nowhere.csv"], /there is no file nowhere\.csv/],
    [["import", "a.csv", "--content", "hero"], /names no slot and column/],
    [["import", "a.csv", "--platform", "bing"], /--platform bing is no ad system/],
    [["import", "a.csv", "--plaform", "yandex"], /has no option --plaform/],
  ])("tells what is wrong with %j", async (argv, message) => {
    const known = join(scratch, "a.csv");
    writeFileSync(known, "keyword\nокна\n");
    const ran = await facet(argv.map((argument) => (argument === "a.csv" ? known : argument)));
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(message);
  });

  test("has a help text that names its files", async () => {
    expect((await facet(["import", "--help"])).out).toContain("facet import <file…> [options]");
  });
});

describe("facet utm", () => {
  test("prints the template, checked against the rules", async () => {
    const ran = await facet(["utm", "--platform", "yandex", "--rules", RULES]);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain("utm_term={keyword}&phrase_id={phrase_id}&gbid={gbid}");
    expect(ran.out).toContain("Everything that the rules read of an address is sent.");
  });

  test("says what the rules read and the template lacks", async () => {
    const rules = join(scratch, "utm");
    cpSync(RULES, rules, { recursive: true });
    writeFileSync(
      join(rules, "more.yaml"),
      "segments: { region: { when: { url.query.region_id: '213' } }, tagged: { when: { url.query.club: x } } }\n",
    );
    const ran = await facet(["utm", "--platform", "yandex", "--rules", rules]);
    expect(ran.out).toContain(
      "not sent url.query.region_id (segment region): the template does not send region_id",
    );
    expect(ran.out).toContain(
      "not sent url.query.club (segment tagged): Yandex Direct has no macro for club",
    );
    expect(ran.out).toContain("&gbid={gbid}&region_id={region_id}\n");
  });

  test("tells machines as JSON", async () => {
    const ran = await facet(["utm", "--platform", "vk", "--rules", RULES, "--json"]);
    expect(JSON.parse(ran.out)).toMatchObject({
      platform: "vk",
      template: expect.stringContaining("{{banner_id}}"),
    });
  });

  test.each([
    [["utm"], /--platform is missing/],
    [["utm", "--platform", "bing"], /--platform bing is no ad system/],
  ])("tells what is wrong with %j", async (argv, message) => {
    const ran = await facet(argv);
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(message);
    expect(ran.err).toContain("yandex, google, microsoft, vk, meta");
  });
});
