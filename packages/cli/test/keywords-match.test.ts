import { describe, expect, test } from "vitest";
import { facet } from "./harness.ts";

async function ask(...questions: readonly unknown[]): Promise<unknown[]> {
  const lines = questions.map((question) => JSON.stringify(question)).join("\n");
  const { code, out } = await facet(["keywords", "match", "--batch"], { input: [lines] });
  expect(code).toBe(0);
  return out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}

describe("facet keywords match --batch", () => {
  test("says line by line whether a phrase is found, and why", async () => {
    expect(
      await ask(
        { keyword: "купить окна", query: "куплю пластиковое окно", platform: "yandex" },
        { keyword: "купить !окна", query: "купить окно" },
        { keyword: '"купить окна"', query: "купить новые окна" },
        { keyword: "[москва париж]", query: "из москвы в париж", match: false },
        { keyword: "окна", query: "окна бесплатно", minus: "даром\nбесплатно" },
        { keyword: "bike", query: "free bikes", minus: ["free"], platform: "google" },
        { keyword: "city bike", query: "old city bikes", platform: "google", match: "exact" },
      ),
    ).toEqual([
      { match: true, why: "broad: the query has all of its words" },
      { match: false, why: 'missing: the query lacks "!окна"' },
      { match: false, why: "extra: the query has other words: новые" },
      { match: false, why: "order: its words stand in another order, or apart" },
      { match: false, why: 'blocked: by the minus phrase "бесплатно"' },
      { match: false, why: 'blocked: by the minus phrase "free"' },
      { match: false, why: "extra: the query has other words: old" },
    ]);
  });

  test("says what is wrong with a line, and goes on", async () => {
    expect(
      await ask(
        { query: "окна" },
        { keyword: "окна" },
        { keyword: "окна", query: 5 },
        { keyword: "окна", query: "окна", minus: 5 },
        { keyword: "окна", query: "окна", platform: "bing" },
        { keyword: "-free", query: "free", platform: "google" },
        { keyword: "окна", query: "окна" },
      ),
    ).toEqual([
      { error: '"keyword" is missing' },
      { error: '"query" is missing' },
      { error: '"query" is no text' },
      { error: '"minus" is neither a text nor a list of texts' },
      { error: '"platform" must be one of yandex, google, microsoft, plain' },
      { match: false, why: "it is a negative keyword" },
      { match: true, why: "broad: the query has all of its words" },
    ]);
  });

  test("names the questions that there are", async () => {
    expect((await facet(["keywords", "foo"])).err).toContain("ask one of match, forms");
    expect((await facet(["keywords", "mach"])).err).toContain('did you mean "match"?');
  });
});
