import { expect, test } from "vitest";
import * as compiler from "../src/index.ts";

test("the names that the package gives away", () => {
  expect(Object.keys(compiler).sort()).toEqual([
    "compileCondition",
    "compileRules",
    "formatProblem",
    "formatTestReport",
    "jsonSchemas",
    "readRulesFolder",
    "runTests",
    "suggest",
  ]);
});
