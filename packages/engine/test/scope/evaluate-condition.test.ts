import { describe, expect, it } from "vitest";
import { countEvent, evaluateCondition } from "@facet/engine";
import { atLeast, equals, history, NOW } from "../support.ts";

describe("a condition evaluated on its own", () => {
  it("gives its value and how it came about", () => {
    const { value, trace } = evaluateCondition(equals("plan", "pro"), {
      signals: { plan: "free" },
      now: NOW,
    });
    expect(value).toBe(false);
    expect(trace).toMatchObject({ value: false, actual: "free" });
  });

  it("is unknown on an absent signal", () => {
    expect(evaluateCondition(atLeast("score", 1), { signals: {}, now: NOW }).value).toBe("unknown");
  });

  it("may use segments and history", () => {
    const input = {
      signals: { plan: "pro" },
      now: NOW,
      segments: { paying: { when: equals("plan", "pro") } },
      history: history({ events: { Bought: countEvent(undefined, NOW) } }),
    };
    expect(evaluateCondition({ op: "segment", id: "paying" }, input).value).toBe(true);
    expect(evaluateCondition({ op: "did", event: "Bought", min: 1 }, input).value).toBe(true);
    expect(
      evaluateCondition({ op: "did", event: "Bought", min: 1 }, { signals: {}, now: NOW }).value,
    ).toBe("unknown");
  });

  it("tells time in UTC unless a zone is given", () => {
    // 12:00 UTC is 15:00 in Moscow.
    const afternoon = { op: "time", from: 14 * 60, to: 16 * 60 } as const;
    expect(evaluateCondition(afternoon, { signals: {}, now: NOW }).value).toBe(false);
    expect(
      evaluateCondition(afternoon, { signals: {}, now: NOW, timeZone: "Europe/Moscow" }).value,
    ).toBe(true);
  });
});
