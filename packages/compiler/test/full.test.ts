import { loadRuleset } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import { expect, test } from "vitest";
import { compileRules } from "../src/compile-rules.ts";
import { formatProblem } from "../src/format-problem.ts";
import { readRulesFolder } from "../src/load/folder.ts";

test("a folder with everything the language has compiles and is loaded by the engine", async () => {
  const files = await readRulesFolder(new URL("fixtures/full", import.meta.url).pathname);
  const { artifact, buffers, problems, tests, personas } = compileRules(files);
  expect(problems.map(formatProblem)).toEqual([]);
  expect(tests.length).toBeGreaterThan(0);
  expect(personas.length).toBeGreaterThan(0);
  if (!artifact) throw new Error("no artifact");
  const keywords = loadKeywords(artifact, buffers);
  expect(loadRuleset(artifact, { keywords }).artifact.revision).toBe(artifact.revision);
  const rebuilt = compileRules(new Map([...files].reverse())).artifact;
  expect(JSON.stringify(rebuilt)).toBe(JSON.stringify(artifact));
});
