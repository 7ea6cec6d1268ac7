import { expect, it } from "vitest";
import * as engine from "@facet/engine";

it("the engine exports these names", () => {
  expect(Object.keys(engine).sort()).toMatchInlineSnapshot(`
    [
      "REGEX_ASSERTIONS",
      "REGEX_OPCODES",
      "RulesetError",
      "SCHEMA_VERSION",
      "SIGNALS",
      "awardPoints",
      "bucket",
      "countEvent",
      "countWithin",
      "decide",
      "describeCondition",
      "emptyHistory",
      "evaluateCondition",
      "findPage",
      "findSignal",
      "fold",
      "isVersion",
      "loadRuleset",
      "lookup",
      "matchPhrase",
      "matchesRegex",
      "parseInstant",
      "plainPhrase",
      "recogniseEvents",
      "scoresAt",
      "signalPath",
      "toInstant",
      "writeScalar",
      "zonedTime",
    ]
  `);
});
