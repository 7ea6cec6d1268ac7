import { expect, test } from "vitest";
import * as compiler from "../src/index.ts";

test("the names that the package gives away", () => {
  expect(Object.keys(compiler).sort()).toEqual([
    "AD_PLATFORMS",
    "ImportError",
    "OUTCOMES",
    "RUSSIAN_DICTIONARY",
    "TableError",
    "checkTracking",
    "compileCondition",
    "compileRuleFiles",
    "compileRules",
    "compileRulesFolder",
    "compileWordForms",
    "coverReport",
    "coverTerms",
    "createKeywordBuilder",
    "formatProblem",
    "formatTestReport",
    "importKeywords",
    "isSameWord",
    "jsonSchemas",
    "loadRussianDictionary",
    "missingDictionary",
    "openImportFile",
    "openListFolder",
    "readMinusPhrases",
    "readRulesFolder",
    "readSynonyms",
    "runTests",
    "suggest",
    "tryKeyword",
  ]);
});
