import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { coverageResponseSchema } from "@facet/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BROKEN, facet } from "./harness.ts";

let folder = "";
let report = "";
let rules = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "facet-coverage-"));
  rules = join(folder, "rules");
  report = join(folder, "terms.csv");
  const files: Readonly<Record<string, string>> = {
    "site.yaml":
      "version: 1\nsite: okna\nlocales: [ru]\ntimeZone: Europe/Moscow\nslots:\n  hero.headline: { type: text, default: Окна }\npages:\n  okna: { path: /okna, slots: [hero.headline] }\n",
    "okna.yaml":
      "keywordList: okna\nfile: okna.csv\nplatform: yandex\nminus: |\n  бесплатно\ngroups:\n  sill: { label: Подоконники }\n",
    "okna.csv": "keyword;group\nпластиковые окна;windows\nподоконник белый;sill\n",
  };
  writeFileSync(
    report,
    'Поисковый запрос;Клики;Расход, руб.\nпластиковые окна;10;1 000,00\nокна бесплатно пластиковые;2;200,00\nокна =1+1;1;50,00\n"=HYPERLINK(1)";1;40,00\nИтого;14;1 290,00\n',
  );
  mkdirSync(rules);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(rules, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("facet coverage", () => {
  test("shows shares, costs and what to do", async () => {
    const { code, out, err } = await facet(["coverage", report, "--rules", rules]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^Coverage by r_[0-9a-f]{12}: 4 terms, 14 clicks, cost 1,290\.00/u);
    expect(out).toMatch(/Identical +1 +10 +71\.4% +1,000\.00 +77\.5% +█/u);
    expect(out).toMatch(/Blocked +1 +2 +14\.3% +200\.00/u);
    expect(out).toMatch(/окна бесплатно пластиковые +2 +200\.00 +бесплатно/u);
    expect(out).toMatch(/окна =1\+1 +1 +50\.00 +windows/u);
    expect(out).toContain("Groups without traffic\nsill");
    expect(out).toContain("1 row of the report was passed over: 1 of sums and totals.");
  });

  test("gives everything as JSON, the same as the API's", async () => {
    const { out } = await facet(["coverage", report, "--rules", rules, "--json"]);
    expect(coverageResponseSchema.parse(JSON.parse(out)).total.clicks).toBe(14);
  });

  test("gives CSV in which no cell is a formula", async () => {
    const { out } = await facet(["coverage", report, "--rules", rules, "--csv"]);
    expect(out).toContain("unmapped term,'=HYPERLINK(1),1,40");
    expect(out).not.toMatch(/(?:^|,|")[=@+]/mu);
  });

  test("writes a page, whole or not at all", async () => {
    const page = join(folder, "out", "coverage.html");
    const { code, err } = await facet(["coverage", report, "--rules", rules, "--html", page]);
    expect(code).toBe(0);
    expect(err).toMatch(/^written .*coverage\.html\n$/u);
    expect(readFileSync(page, "utf8")).toMatch(/^<!doctype html>[\s\S]+<\/html>\n$/u);
    expect(readdirSync(join(folder, "out"))).toEqual(["coverage.html"]);
  });

  test("says what the figures lack, and which rows were passed over", async () => {
    const bare = join(folder, "bare.csv");
    writeFileSync(bare, "Запрос;Клики\nокна;x\n-;3\nитого;9\n");
    const page = join(folder, "bare.html");
    const shown = await facet(["coverage", bare, "--rules", rules, "--html", page]);
    const lacks = [
      "The report has no column of cost (“Cost”, «Расход»), so cost is 0 everywhere, and terms are ranked by clicks.",
      "The report has no terms.",
    ];
    const skipped =
      "passed over: 1 of sums and totals, 1 without a term (row 3), 1 whose clicks or cost are no number (row 2).";
    const html = readFileSync(page, "utf8");
    for (const words of [...lacks, skipped]) {
      expect(shown.out).toContain(words);
      expect(html).toContain(words);
    }
    const csv = await facet(["coverage", bare, "--rules", rules, "--csv"]);
    expect(csv.err).toBe(`${lacks.join("\n")}\n`);
    const json = await facet(["coverage", bare, "--rules", rules, "--json"]);
    expect(coverageResponseSchema.parse(JSON.parse(json.out)).missing).toEqual(["cost"]);
  });

  test("names as many terms as asked for", async () => {
    const { out } = await facet(["coverage", report, "--rules", rules, "--top", "1", "--json"]);
    expect(coverageResponseSchema.parse(JSON.parse(out)).unmapped.top).toHaveLength(1);
  });

  test.each([
    [["coverage"], /REPORT is missing/u],
    [["coverage", "nowhere.csv"], /there is no file nowhere\.csv/u],
    [["coverage", ".", "--json"], /there is no file \./u],
    [["coverage", "x.csv", "--json", "--csv"], /cannot be had together/u],
    [["coverage", "x.csv", "--top", "many"], /no count/u],
    [["coverage", "x.csv", "--htm", "y"], /no option --htm\n.*--html/u],
  ])("says what is wrong with %j", async (argv, message) => {
    const { code, out, err } = await facet(argv.length > 1 ? [...argv, "--rules", rules] : argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });

  test("fails where the file is no report or the rules are broken, and writes nothing", async () => {
    const other = join(folder, "other.csv");
    writeFileSync(other, "a,b\n1,2\n");
    const page = join(folder, "none.html");
    const bad = await facet(["coverage", other, "--rules", rules, "--html", page]);
    expect(bad.code).toBe(1);
    expect(bad.err).toMatch(/other\.csv: none of the first 40 rows names the columns/u);
    const broken = await facet(["coverage", report, "--rules", BROKEN, "--html", page]);
    expect(broken.code).toBe(1);
    expect(broken.err).toMatch(/nothing was matched/u);
    expect(readdirSync(folder)).not.toContain("none.html");
  });
});
