import { describe, expect, it } from "vitest";
import type { Context, LedgerEntry, RulesetArtifact, Scoring } from "@facet/engine";
import {
  atLeast,
  decideWith,
  equals,
  history,
  NOW,
  rule,
  signals,
  stranger,
  variant,
} from "../support.ts";

const scoring: Scoring = {
  points: [
    { id: "guide", event: "Guide", points: 10 },
    { id: "trail", event: "Trail", points: 5, score: "trail" },
  ],
  interest: [
    { level: 1, from: 60 },
    { level: 3, from: 20 },
    { level: 4, from: 0 },
  ],
  fit: [{ grade: "A", when: equals("traits.role", "director") }, { grade: "C" }],
};

const ledger: readonly LedgerEntry[] = [
  { rule: "guide", event: "Guide", points: 25, at: NOW },
  { rule: "trail", event: "Trail", points: 5, at: NOW, score: "trail" },
];

const known = {
  history: history({ ledger }),
  signals: signals({ visits: 2, "traits.role": "director" }),
};

/** Whether a condition is true in a decision. */
function holds(
  when: Parameters<typeof variant>[2],
  given: Partial<Context>,
  over: Partial<RulesetArtifact> = {},
) {
  const rules = [rule("r", [variant("v", { a: "yes" }, when)])];
  return decideWith({ scoring, rules, ...over }, given).slots["a"]?.content === "yes";
}

describe("what a decision knows of the visitor", () => {
  it("is computed from history and told in the answer", () => {
    expect(decideWith({ scoring }, known).visitor).toEqual({
      id: "visitor-1",
      visits: 2,
      returning: true,
      score: 25,
      scores: { trail: 5 },
      grade: "A",
      interest: 3,
      rank: "A3",
      segments: [],
      holdout: false,
    });
  });

  it("is there for conditions", () => {
    expect(holds(equals("score", 25), known)).toBe(true);
    expect(holds(equals("scores.trail", 5), known)).toBe(true);
    expect(holds(equals("grade", "A"), known)).toBe(true);
    expect(holds(equals("interest", 3), known)).toBe(true);
    expect(holds(equals("rank", "A3"), known)).toBe(true);
    expect(holds(equals("page", "home"), known)).toBe(true);
  });

  it("is zero, not unknown, for a new visitor", () => {
    const fresh = { history: history(), signals: { visits: 1 } };
    expect(holds({ op: "not", of: atLeast("score", 1) }, fresh)).toBe(true);
    expect(holds(equals("scores.trail", 0), fresh)).toBe(true);
    expect(decideWith({ scoring }, fresh).visitor).toMatchObject({
      score: 0,
      returning: false,
      interest: 4,
    });
  });

  it("is absent where history is", () => {
    const { visitor } = decideWith(
      { scoring },
      stranger({ history: undefined, visitorId: undefined }),
    );
    expect(visitor).toEqual({ segments: [], holdout: false });
    const unread = { history: undefined };
    expect(holds({ op: "not", of: atLeast("score", 1) }, unread)).toBe(false);
    expect(
      holds({ op: "signal", path: ["score"], tests: [{ is: "exists", value: false }] }, unread),
    ).toBe(true);
  });

  it("gives way to what the caller has set, and the rest follows from it", () => {
    const { visitor } = decideWith(
      { scoring },
      { ...known, signals: signals({ score: 65, "traits.role": "director" }) },
    );
    expect(visitor).toMatchObject({ score: 65, interest: 1, rank: "A1", scores: { trail: 5 } });
    const set = decideWith(
      { scoring },
      { ...known, signals: { grade: "E", interest: 2, rank: "X9" } },
    ).visitor;
    expect(set).toMatchObject({ score: 25, grade: "E", interest: 2, rank: "X9" });
  });

  it("may be set without any history, by a dotted name too", () => {
    const { visitor } = decideWith({ scoring }, { history: undefined, signals: { score: 65 } });
    expect(visitor).toMatchObject({ score: 65, interest: 1 });
    const given = { ...known, signals: { "scores.trail": 50 } };
    expect(holds(equals("scores.trail", 50), given)).toBe(true);
  });

  it("has no rank without a grade", () => {
    expect(decideWith({ scoring }, { history: history() }).visitor).not.toHaveProperty("rank");
  });
});

describe("segments", () => {
  const segments: RulesetArtifact["segments"] = {
    warm: { when: atLeast("score", 20) },
    "a-director": { when: equals("traits.role", "director") },
    both: {
      when: {
        op: "all",
        of: [
          { op: "segment", id: "warm" },
          { op: "segment", id: "a-director" },
        ],
      },
    },
    graded: { when: equals("grade", "A") },
    circle: {
      when: {
        op: "any",
        of: [
          { op: "segment", id: "circle" },
          { op: "segment", id: "round" },
        ],
      },
    },
    round: { when: { op: "segment", id: "circle" } },
  };

  it("that are true are listed in order of id", () => {
    expect(decideWith({ scoring, segments }, known).visitor.segments).toEqual([
      "a-director",
      "both",
      "graded",
      "warm",
    ]);
  });

  it("may be used by conditions, and by the rules of the grade", () => {
    expect(holds({ op: "segment", id: "both" }, known, { segments })).toBe(true);
    const bySegment: Scoring = {
      ...scoring,
      fit: [
        { grade: "B", when: { op: "segment", id: "graded" } },
        { grade: "A", when: { op: "segment", id: "warm" } },
      ],
    };
    expect(decideWith({ scoring: bySegment, segments }, known).visitor).toMatchObject({
      grade: "A",
      segments: ["a-director", "both", "graded", "warm"],
    });
  });

  it("are unknown where they do not exist, and in a circle", () => {
    for (const id of ["nowhere", "__proto__", "circle"]) {
      expect(holds({ op: "segment", id }, known, { segments }), id).toBe(false);
      expect(holds({ op: "not", of: { op: "segment", id } }, known, { segments }), id).toBe(false);
    }
  });
});
