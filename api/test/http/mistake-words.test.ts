import { describe, expect, it } from "vitest";
import * as z from "zod";
import { wordMistake } from "../../src/http/mistake-words.ts";

const schema = z.strictObject({
  name: z.string().min(1).max(5).optional(),
  tags: z.array(z.string()).min(2).max(3).optional(),
  count: z.number().int().min(1).max(10).optional(),
  on: z.boolean().optional(),
  traits: z.record(z.string(), z.string()).optional(),
  kind: z.enum(["a", "b"]).optional(),
});

function wordsOf(value: unknown, tested: z.ZodType = schema): string | undefined {
  return tested.safeParse(value, { error: wordMistake }).error?.issues[0]?.message;
}

describe("the words of a mistake in a request", () => {
  it.each([
    [{ name: 5 }, "expected a text"],
    [{ name: "" }, "expected a text that is not empty"],
    [{ name: "longer" }, "expected at most 5 characters"],
    [{ tags: "one" }, "expected a list"],
    [{ tags: ["one"] }, "expected at least 2 entries"],
    [{ tags: ["1", "2", "3", "4"] }, "expected at most 3 entries"],
    [{ count: "1" }, "expected a number"],
    [{ count: 1.5 }, "expected a whole number"],
    [{ count: 0 }, "expected at least 1"],
    [{ count: 11 }, "expected at most 10"],
    [{ on: "yes" }, "expected true or false"],
    [{ traits: [] }, "expected an object"],
  ])("of %j say what was expected: %s", (value, words) => {
    expect(wordsOf(value)).toBe(words);
  });

  it("say that a value is missing, and what it should be", () => {
    expect(wordsOf({}, z.object({ event: z.string() }))).toBe("is missing; expected a text");
  });

  it("are the schema library's own where they name the choices", () => {
    expect(wordsOf({ kind: "c" })).toContain('"a"|"b"');
  });
});
