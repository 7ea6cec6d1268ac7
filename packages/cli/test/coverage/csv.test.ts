import { expect, test } from "vitest";
import { toCoverageCsv } from "../../src/coverage/coverage-csv.ts";
import { SAMPLE } from "./sample.ts";

const lines = toCoverageCsv(SAMPLE).trimEnd().split("\r\n");

test("the coverage as CSV has a row for each outcome and finding", () => {
  expect(lines[0]).toBe(
    "finding,term,clicks,cost,clicks_share,cost_share,list,group,phrase,detail",
  );
  expect(new Set(lines.slice(1).map((line) => line.split(",")[0]))).toEqual(
    new Set([
      "identical",
      "matched",
      "secondChance",
      "blocked",
      "default",
      "unmapped term",
      "blocked term",
      "ambiguous term",
      "overlong text",
      "group",
      "idle group",
      "unreached phrase",
    ]),
  );
});

test("a term that a spreadsheet would run gets an apostrophe", () => {
  const term = lines.find((line) => line.includes("HYPERLINK"));
  expect(term).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
});
