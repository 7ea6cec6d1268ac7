import { describe, expect, test } from "vitest";
import { compileTrigger } from "../../src/compile/triggers.ts";
import type { Finding } from "../../src/problem.ts";
import type { TriggerSource } from "../../src/schema/index.ts";

function compile(source: TriggerSource) {
  const findings: Finding[] = [];
  const trigger = compileTrigger(source, {
    spot: { path: ["trigger"], report: (finding) => findings.push(finding) },
    goals: new Set(["lead"]),
    goalEvents: new Map([["lead", "Lead Submitted"]]),
  });
  return { trigger, findings };
}

describe("a trigger", () => {
  test.each<[TriggerSource, unknown]>([
    ["load", { load: true }],
    ["exit", { exit: true }],
    ["exit phones", { exit: "phones" }],
    ["manual", { manual: true }],
    ["cart", { cart: true }],
    ["formAbandon", { formAbandon: true }],
    ["returnTab", { returnTab: true }],
    ["delay 20s", { delayMs: 20_000 }],
    ["idle 1.5m", { idleMs: 90_000 }],
    ["scroll 60%", { scrollPercent: 60 }],
    ["scroll #prices", { scrollTo: "#prices" }],
    ["visible .price > b", { visible: ".price > b" }],
    ["click [data-offer=discount]", { click: "[data-offer=discount]" }],
    ["pages 3", { pages: 3 }],
    ["event Guide Downloaded", { event: "Guide Downloaded" }],
    ["goal lead", { goal: "lead", event: "Lead Submitted" }],
    [["exit", "idle 45s"], { any: [{ exit: true }, { idleMs: 45_000 }] }],
    [
      { all: ["pages 2", ["exit", "load"]] },
      { all: [{ pages: 2 }, { any: [{ exit: true }, { load: true }] }] },
    ],
    [
      { sequence: ["visible #prices", "exit"], after: "5s" },
      { sequence: [{ visible: "#prices" }, { exit: true }], afterMs: 5_000 },
    ],
    [
      { any: ["exit"], after: "2s" },
      { any: [{ exit: true }], afterMs: 2_000 },
    ],
  ])("%j is %j on the wire", (source, expected) => {
    expect(compile(source)).toEqual({ trigger: expected, findings: [] });
  });

  test.each<[TriggerSource, (string | number)[]]>([
    ["exitt", ["trigger"]],
    ["exit now", ["trigger"]],
    ["idle", ["trigger"]],
    ["idle 45", ["trigger"]],
    ["scroll 160%", ["trigger"]],
    ["scroll 60", ["trigger"]],
    ["pages 0", ["trigger"]],
    ["click [data-offer=discount", ["trigger"]],
    ["scroll #a,", ["trigger"]],
    [
      ["exit", "click"],
      ["trigger", 1],
    ],
    [{ all: ["exit", { sequence: ["load", "dleay 5s"] }] }, ["trigger", "all", 1, "sequence", 1]],
  ])("%j is wrong where it is wrong", (source, path) => {
    expect(compile(source).findings).toEqual([
      expect.objectContaining({ code: "bad-trigger", path }),
    ]);
  });

  test("that is misspelt is told what was meant", () => {
    expect(compile("exitt").findings[0]?.suggestion).toBe('did you mean "exit"?');
  });
});
