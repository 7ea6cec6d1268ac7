import { describe, expect, test } from "vitest";
import { facet } from "./harness.ts";

async function ask(...lines: readonly string[]): Promise<unknown[]> {
  const { code, out } = await facet(["keywords", "forms", "--batch"], {
    input: [lines.join("\n")],
  });
  expect(code).toBe(0);
  return out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}

const pair = (a: unknown, b: unknown): string => JSON.stringify({ a, b });

describe("facet keywords forms --batch", () => {
  test("says line by line whether two words are forms of one", async () => {
    expect(
      await ask(
        pair("окон", "окно"),
        pair("Окон", "ОКНО"),
        pair("окунь", "окно"),
        pair("дети", "ребёнок"),
        pair("128gb", "128 GB"),
        pair("windows", "window"),
        pair("пластиковых окон", "пластиковые окна"),
        pair("", ""),
      ),
    ).toEqual([true, true, false, true, true, true, true, false].map((same) => ({ same })));
  });

  test("says what is wrong with a line, and goes on", async () => {
    expect(await ask("{", "[]", '{"a":"окно"}', pair("окно", 1), pair("дом", "дома"))).toEqual([
      { error: "the line is not JSON" },
      { error: 'the line is no object; expected {"a": "окон", "b": "окно"}' },
      { error: '"b" is missing' },
      { error: '"b" is no text' },
      { same: true },
    ]);
  });
});

describe("facet keywords", () => {
  test("suggests the question that was meant", async () => {
    const { code, err } = await facet(["keywords", "form", "--batch"]);
    expect(code).toBe(2);
    expect(err).toContain("forms");
  });

  test("wants --batch", async () => {
    const { code, err } = await facet(["keywords", "forms"]);
    expect(code).toBe(2);
    expect(err).toContain("--batch");
  });
});
