import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { BROKEN, RULES, facet } from "./harness.ts";

const scratch = mkdtempSync(join(tmpdir(), "facet-cli-"));
afterAll(() => rmSync(scratch, { recursive: true }));

describe("facet lint", () => {
  test("is content with rules that are in order", async () => {
    const { code, out } = await facet(["lint", RULES]);
    expect(out).toMatch(/^ok r_[0-9a-f]{12}: 0 errors, 0 warnings\n$/);
    expect(code).toBe(0);
  });

  test("prints place, code, message and suggestion of every problem", async () => {
    const { code, out } = await facet(["lint", BROKEN]);
    expect(out).toMatch(
      /site\.yaml:8:\d+ error [a-z-]+ .*hero\.hedline.*did you mean "hero\.headline"\?/,
    );
    expect(out).toMatch(/not served: \d+ error/);
    expect(code).toBe(1);
  });

  test("finds the folder by FACET_RULES", async () => {
    expect((await facet(["lint"], { env: { FACET_RULES: RULES } })).code).toBe(0);
  });

  test("takes an empty FACET_RULES for none, and looks in ./rules", async () => {
    const { out } = await facet(["lint"], { env: { FACET_RULES: "" } });
    expect(out).toMatch(/^ok r_/);
  });

  test("reports to machines as JSON", async () => {
    const report = JSON.parse((await facet(["lint", BROKEN, "--json"])).out) as {
      problems: unknown[];
    };
    expect(report).toMatchObject({ ok: false });
    expect(report.problems).toContainEqual(expect.objectContaining({ file: "site.yaml", line: 8 }));
  });
});

describe("facet test", () => {
  test("runs the rules' own tests, past events included", async () => {
    const { code, out } = await facet(["test", RULES]);
    expect(out).toContain("5 passed");
    expect(code).toBe(0);
  });

  test("shows what was expected, what came, and where it is written", async () => {
    const rules = join(scratch, "failing");
    cpSync(RULES, rules, { recursive: true });
    const file = join(rules, "tests/okna.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("city/moscow", "returning/hot"));
    const { code, out } = await facet(["test", rules]);
    expect(out).toContain("✗ Moscow by its city");
    expect(out).toMatch(/expected "returning\/hot"/);
    expect(out).toMatch(/actual +"city\/moscow"/);
    expect(out).toMatch(/tests\/okna\.yaml:\d+:\d+/);
    expect(out).toContain("1 failed, 4 passed");
    expect(code).toBe(1);
  });

  test("runs nothing on rules with errors", async () => {
    const { code, err } = await facet(["test", BROKEN]);
    expect(err).toContain("hero.hedline");
    expect(err).toContain("no test was run");
    expect(code).toBe(1);
  });
});

describe("facet decide", () => {
  const decide = (...argv: string[]) => facet(["decide", "/okna", "--rules", RULES, ...argv]);

  test("shows slots with content, rule, variant and reason", async () => {
    const { code, out } = await decide("--city", "Москва");
    expect(code).toBe(0);
    expect(out).toMatch(
      /hero\.headline +Окна в Москве за три дня +city \/ moscow +TARGETING_MATCH/,
    );
    expect(out).toMatch(/hero\.cta +.*Рассчитать.* +default +DEFAULT/);
    expect(out).toMatch(/page +okna/);
    expect(out).toMatch(/in moscow/);
  });

  test("follows visits and score, and tells of offers", async () => {
    const { out } = await decide("--visits", "2", "--score", "65");
    expect(out).toMatch(/Ваш расчёт готов +returning \/ hot/);
    expect(out).toMatch(/comeback +yes +on exit or idle 45s or scroll 60%/);
    expect((await decide("--visits", "2")).out).toMatch(
      /С возвращением! +returning \/ second-visit/,
    );
    expect((await decide()).out).toMatch(/comeback +no +audience: visits/);
  });

  test("passes attributes and signals, repeated ones too", async () => {
    const { out } = await decide(
      "--attribute",
      "plan=pro",
      "--signal",
      "visits=3",
      "--signal",
      "geo.city=Казань",
    );
    expect(out).toMatch(/Мой кабинет.* +pro-plan \/ pro/);
    expect(out).toContain("С возвращением!");
  });

  test("warns of attributes that were ignored", async () => {
    expect((await decide("--attribute", "plna=pro")).out).toMatch(
      /warning .*"plna".*did you mean "plan"\?/,
    );
  });

  test("gives the API's own answer as JSON", async () => {
    const answer = JSON.parse((await decide("--json")).out) as unknown;
    expect(answer).toMatchObject({
      page: "okna",
      slots: { "hero.headline": { reason: "DEFAULT" } },
    });
  });

  test("passes on why the service refuses a request", async () => {
    const { code, err } = await decide("--signal", "vistis=2");
    expect(code).toBe(1);
    expect(err).toContain('did you mean "visits"?');
  });

  test("does not decide with broken rules", async () => {
    const { code, err } = await facet(["decide", "/okna", "--rules", BROKEN]);
    expect(code).toBe(1);
    expect(err).toContain("hero.hedline");
  });

  test("fits a narrow terminal", async () => {
    const { out } = await facet(["decide", "/okna", "--rules", RULES], { columns: 60 });
    for (const line of out.split("\n")) {
      if (line.startsWith("hero.")) expect([...line].length).toBeLessThanOrEqual(60);
    }
  });
});

describe("facet explain", () => {
  test("goes through the rules in order and names the first test that failed", async () => {
    const { code, out } = await facet([
      "explain",
      "/okna",
      "--rules",
      RULES,
      "--city",
      "Москва",
      "--visits",
      "1",
    ]);
    expect(code).toBe(0);
    const order = ["pro-plan", "returning", "city"].map((id) => out.indexOf(`${id} (rule`));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
    expect(out).toMatch(/✓ city \(rule, priority 100\) matched → moscow, fills hero\.headline/);
    expect(out).toMatch(/second-visit: false because visits.* \(is 1\)/);
    expect(out).toMatch(/pro: unknown because plan.* is unknown \(absent\)/);
    expect(out).toMatch(/comeback .* held back: audience/);
  });

  test.each(["explain", "decide"])(
    "names attributes that were ignored, and macros that were not filled in: %s",
    async (command) => {
      const argv = ["/okna?utm_term=%7Bkeyword%7D", "--rules", RULES, "--attribute", "x=1"];
      const { out } = await facet([command, ...argv]);
      expect(out).toMatch(/warning attribute "x" was ignored/);
      expect(out).toMatch(
        /warning "utm_term" holds a macro that the ad system did not fill in, so it counts as absent/,
      );
    },
  );

  test("says what keyword lists have no content for", async () => {
    const rules = join(scratch, "explained");
    cpSync(RULES, rules, { recursive: true });
    writeFileSync(join(rules, "a.csv"), "keyword;hero.headline\n\nдвери;\nокна;Окна\n");
    writeFileSync(join(rules, "b.csv"), "keyword\nшторы\n");
    writeFileSync(
      join(rules, "lists.yaml"),
      "keywordList: a\nfile: a.csv\n---\nkeywordList: b\nfile: b.csv\n",
    );
    const explain = async (term: string) =>
      (await facet(["explain", `/okna?utm_term=${term}`, "--rules", rules])).out;
    const found = await explain("окна");
    expect(found).toContain("✓ окна (a) by identical, match identical");
    expect(found).toContain("· b (keywords, priority 1000) has no content for this page");
    expect(await explain("двери")).toContain(
      "· a (keywords, priority 1000) has no content for the phrase",
    );
  });
});

describe("facet types", () => {
  test("declares every slot and its content", async () => {
    const out = join(scratch, "facet.d.ts");
    expect((await facet(["types", "--rules", RULES, "--out", out])).code).toBe(0);
    const text = readFileSync(out, "utf8");
    expect(text).toContain('declare module "@facet/client"');
    expect(text).toContain('"hero.headline": string;');
    expect(text).toContain('"hero.cta": import("@facet/client").Cta;');
  });

  test("writes nothing of rules with errors", async () => {
    const { code, err } = await facet([
      "types",
      "--rules",
      BROKEN,
      "--out",
      join(scratch, "no.d.ts"),
    ]);
    expect(code).toBe(1);
    expect(err).toContain("nothing was written");
  });
});

describe("facet schema", () => {
  test("writes JSON Schemas", async () => {
    const out = join(scratch, "schema");
    expect((await facet(["schema", "--out", out])).code).toBe(0);
    const files = readdirSync(out);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect(JSON.parse(readFileSync(join(out, file), "utf8"))).toHaveProperty("$schema");
    }
  });
});
