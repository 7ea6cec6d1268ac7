import { describe, expect, it } from "vitest";
import type { Scoring, Signals } from "@facet/engine";
import { gradeOf } from "../../src/score/grade.ts";
import { withSegments } from "../../src/scope/segments.ts";
import { atLeast, equals, NOW } from "../support.ts";

const fit: Scoring["fit"] = [
  {
    grade: "A",
    when: { op: "all", of: [equals("traits.role", "director"), atLeast("traits.employees", 50)] },
  },
  { grade: "E", when: equals("traits.role", "student") },
  { grade: "C" },
];

function grade(signals: Signals, rules = fit) {
  const scope = withSegments({}, { signals, now: NOW, siteTimeZone: "UTC" });
  return gradeOf({ points: [], interest: [], fit: rules }, scope);
}

describe("a grade", () => {
  it("is that of the first rule that is true", () => {
    expect(grade({ traits: { role: "director", employees: 60 } })).toBe("A");
    expect(grade({ traits: { role: "student" } })).toBe("E");
    expect(grade({ traits: { role: "plumber" } })).toBe("C");
  });

  it("is not given by a rule whose traits are absent", () => {
    expect(grade({ traits: { role: "director" } })).toBe("C");
    expect(grade({ traits: { role: "director" } }, fit.slice(0, 2))).toBeUndefined();
  });

  it("is absent while nothing is known of the visitor", () => {
    for (const signals of [
      {},
      { traits: {} },
      { traits: { role: null } },
      { traits: "x" },
      { traits: null },
    ]) {
      expect(grade(signals as Signals), JSON.stringify(signals)).toBeUndefined();
    }
  });

  it("may go by other signals than traits", () => {
    expect(
      grade({ plan: "pro" }, [{ grade: "B", when: equals("plan", "pro") }, { grade: "C" }]),
    ).toBe("B");
  });
});
