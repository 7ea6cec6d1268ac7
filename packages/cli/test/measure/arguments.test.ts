import { join } from "node:path";
import { expect, it } from "vitest";
import { toExtents } from "../../src/measure/heights.ts";
import { toReserveCss } from "../../src/measure/reserve-css.ts";
import { facet } from "../harness.ts";

const RULES = ["--rules", join(import.meta.dirname, "rules")];
const URL = "http://127.0.0.1:4321/";

it.each([
  [["measure", "home", ...RULES], "is no address of a page"],
  [["measure", `${URL}nowhere`, ...RULES], "no page of the rules has the path /nowhere"],
  [["measure", URL, ...RULES, "--page", "hom"], 'there is no page "hom"'],
  [["measure", URL, ...RULES, "--slots", "head,nots"], 'there is no slot "nots"'],
  [["measure", URL, ...RULES, "--limit", "0"], "--limit"],
  [["measure", URL, ...RULES, "--browser", "/no/such/program"], "no browser at /no/such/program"],
])("refuses %j with a word on what to do", async (argv, expected) => {
  const { code, out, err } = await facet(argv);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(expected);
  expect(err.trim().split("\n").length).toBeGreaterThan(1);
});

it("keeps the tallest height from each width on where it changes, rounded up", () => {
  const base = { slot: "hero.head", isInline: false };
  const extents = toExtents([
    { ...base, width: 360, height: 40, content: "default" },
    { ...base, width: 360, height: 99.2, content: "r/long" },
    { ...base, width: 768, height: 20, content: "r/long" },
    { ...base, width: 1024, height: 20, content: "r/long" },
  ]);
  expect(extents.map(({ min, max, tallest }) => [min, max, tallest])).toEqual([
    [40, 99.2, "r/long"],
    [20, 20, "r/long"],
    [20, 20, "r/long"],
  ]);
  expect(toReserveCss("https://okna.example/", extents)).toBe(
    `/* Written by facet measure from https://okna.example/. Do not edit. */
[data-facet="hero.head"] { min-height: 100px; }
@media (min-width: 768px) {
  [data-facet="hero.head"] { min-height: 20px; }
}
`,
  );
});
