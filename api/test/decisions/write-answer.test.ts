import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/decisions/answer.ts";
import { writeAnswer } from "../../src/decisions/write-answer.ts";

const answer: Answer = {
  decisionId: "0199",
  rules: "r_1",
  page: null,
  slots: { "hero.headline": { type: "text", content: "Окна «под ключ» \u2028", reason: "STATIC" } },
  offers: [],
  offerLimits: {},
  visitor: { segments: [], holdout: false },
  cookies: [],
  warnings: [],
  degraded: [],
};

describe("an answer as JSON", () => {
  it("is what JSON.stringify makes of it, again and again", () => {
    expect(writeAnswer(answer)).toBe(JSON.stringify(answer));
    expect(writeAnswer({ ...answer, decisionId: "0200" })).toBe(
      JSON.stringify({ ...answer, decisionId: "0200" }),
    );
  });
});
