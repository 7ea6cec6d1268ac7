import { existsSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { facet } from "./harness.ts";

const VECTORS = new URL("../../../../shared/conformance/conditions.json", import.meta.url);

interface ConditionCase {
  readonly name: string;
  readonly condition: unknown;
  readonly attributes: unknown;
  readonly match: boolean;
}

describe("facet eval", () => {
  test.each([
    ["{ visits: 2.. }", "{ visits: 3 }", "true"],
    ["{ visits: 2.. }", "{ visits: 1 }", "false"],
    ["{ visits: 2.. }", "{}", "unknown"],
    ["{ not: { score: 20.. } }", "{}", "unknown"],
    ['{"$or":[{"geo.city":"москва"},{"a":{"$gt":1}}]}', "geo.city: Москва", "true"],
    ["{ geo.city: Москва }", "{ geo: { city: [Moscow, Москва] } }", "true"],
  ])("%s with %s is %s", async (condition, signals, value) => {
    const { code, out } = await facet(["eval", condition, "--with", signals]);
    expect(code).toBe(0);
    expect(out.split("\n")[0]).toBe(value);
  });

  test("says why, a line for every part", async () => {
    const { out } = await facet([
      "eval",
      "{ visits: 2.., any: [{ geo.city: Москва }, { score: 60.. }] }",
      "--with",
      "{ visits: 3, geo.city: Казань }",
    ]);
    expect(out).toMatch(/true +visits.*\(is 3\)/);
    expect(out).toMatch(/false +geo\.city.*\(is "Казань"\)/);
    expect(out).toMatch(/unknown +score.*\(absent\)/);
  });

  test("takes the clock from --at", async () => {
    const night = "{ time: { from: '21:00', to: '09:00', zone: Europe/Moscow } }";
    expect((await facet(["eval", night, "--at", "2026-12-05T23:00:00+03:00"])).out).toMatch(
      /^true/,
    );
    expect((await facet(["eval", night, "--at", "2026-12-05T12:00:00+03:00"])).out).toMatch(
      /^false/,
    );
  });

  test("gives value and trace as JSON", async () => {
    const { out } = await facet(["eval", "{ a: 1 }", "--with", "{ a: 1 }", "--json"]);
    expect(JSON.parse(out)).toMatchObject({ value: true, trace: { value: true, actual: 1 } });
  });

  test("names what is wrong with a condition", async () => {
    const { code, out, err } = await facet(["eval", "{ visits: { gtt: 2 } }"]);
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err).toMatch(/^error unknown-operator visits\.gtt: /);
  });
});

describe("facet eval --batch", () => {
  const batch = async (input: Iterable<string>): Promise<readonly unknown[]> => {
    const { code, out } = await facet(["eval", "--batch"], { input });
    expect(code).toBe(0);
    return out === ""
      ? []
      : out
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line) as unknown);
  };
  const line = (condition: unknown, attributes?: unknown): string =>
    JSON.stringify({ condition, attributes });

  test("answers every line in order, broken ones too", async () => {
    const lines = [
      line({ visits: "2.." }, { visits: 2 }),
      "{ broken",
      line({ visits: "2.." }, {}),
      "",
      "[1]",
      JSON.stringify({ attributes: {} }),
      line({ a: 1 }, [1]),
      line({ visits: { nope: 1 } }, { visits: 1 }),
      line({ a: false }, { a: true }),
    ];
    expect(await batch([`${lines.join("\n")}\n`])).toEqual([
      { value: true },
      { error: "the line is not JSON" },
      { value: "unknown" },
      { error: "the line is not JSON" },
      { error: expect.stringContaining("no object") },
      { error: '"condition" is missing' },
      { error: '"attributes" is no object' },
      {
        value: false,
        problems: [expect.objectContaining({ code: "unknown-operator", path: "visits.nope" })],
      },
      { value: false },
    ]);
  });

  test("needs no line break at the end, takes Windows line ends and a byte order mark", async () => {
    expect(
      await batch([`\uFEFF${line({ a: 1 }, { a: 1 })}\r\n${line({ a: 1 }, { a: 2 })}`]),
    ).toEqual([{ value: true }, { value: false }]);
    expect(await batch([])).toEqual([]);
  });

  test("answers the same however the input is cut", async () => {
    const text = [1, 2, 3, 4].map((a) => line({ a: "2.." }, { a })).join("\n");
    const whole = await batch([text]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(text.length), { maxLength: 6 }), async (cuts) => {
        const sorted = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const parts = sorted.slice(1).map((end, i) => text.slice(sorted[i], end));
        expect(await batch(parts)).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  test("survives hostile lines", async () => {
    const deep = `{"condition":${'{"not":'.repeat(5_000)}{}${"}".repeat(5_000)}}`;
    const answers = await batch([
      `${deep}\n{"condition":{"__proto__":1},"attributes":{"__proto__":1}}\n{"condition":{"a":{"matches":"(a+)+$"}},"attributes":{"a":"${"a".repeat(5_000)}!"}}\n`,
    ]);
    expect(answers).toEqual([
      { value: false, problems: [expect.anything()] },
      { value: true },
      { value: false },
    ]);
  });

  if (existsSync(VECTORS)) {
    test("gives the listed answer to the shared condition cases", async () => {
      const { cases } = JSON.parse(readFileSync(VECTORS, "utf8")) as {
        cases: readonly ConditionCase[];
      };
      const answers = await batch(
        cases.map((each) => `${line(each.condition, each.attributes)}\n`),
      );
      expect(answers.map((answer) => (answer as { value: unknown }).value)).toEqual(
        cases.map(({ match }) => match),
      );
    });
  }
});
