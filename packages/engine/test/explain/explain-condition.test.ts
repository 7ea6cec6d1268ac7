import { describe, expect, it } from "vitest";
import type { Condition } from "../../src/condition/index.ts";
import { explainCondition } from "../../src/explain/explain-condition.ts";
import { scopeOf } from "../condition/scope.ts";

const city: Condition = {
  op: "signal",
  path: ["geo", "city"],
  tests: [{ is: "eq", value: "moscow" }],
  fold: true,
};
const visits: Condition = { op: "signal", path: ["visits"], tests: [{ is: "gte", value: 2 }] };
const bot: Condition = {
  op: "signal",
  path: ["device", "bot"],
  tests: [{ is: "eq", value: true }],
};
const scope = scopeOf({ signals: { geo: { city: "Moscow" }, visits: 1, device: { bot: true } } });

describe("explaining a condition", () => {
  it("shows the value of every node and what the signals were", () => {
    expect(explainCondition({ op: "all", of: [city, visits] }, scope)).toEqual({
      condition: "geo.city: moscow, visits: 2..",
      value: false,
      failed: "visits: 2..",
      of: [
        { condition: "geo.city: moscow", value: true, actual: "Moscow" },
        { condition: "visits: 2..", value: false, actual: 1 },
      ],
    });
  });

  it("names nothing where the condition is true", () => {
    expect(explainCondition(city, scope)).toEqual({
      condition: "geo.city: moscow",
      value: true,
      actual: "Moscow",
    });
  });

  it("leaves the actual value out where the signal is absent", () => {
    const trace = explainCondition(visits, scopeOf());
    expect(trace).toEqual({ condition: "visits: 2..", value: "unknown", failed: "visits: 2.." });
  });

  it.each<readonly [string, Condition]>([
    ["not: { device.bot: true }", { op: "not", of: bot }],
    ["not: { geo.city: moscow }", { op: "not", of: { op: "all", of: [city, bot] } }],
    ["visits: 2..", { op: "not", of: { op: "not", of: visits } }],
    ["not: { geo.city: moscow }", { op: "not", of: { op: "any", of: [visits, city] } }],
    ["visits: 2..", { op: "any", of: [visits, { op: "not", of: bot }] }],
    ["visits: 2..", { op: "all", of: [city, { op: "orUnknown", of: visits }] }],
    ["segment: vip", { op: "all", of: [city, { op: "segment", id: "vip" }, visits] }],
    ["any: []", { op: "any", of: [] }],
    ["nobody", { op: "constant", value: false }],
  ])("names %s as the first that failed", (failed, condition) => {
    expect(explainCondition(condition, scope).failed).toBe(failed);
  });

  it("shows the count of a did and the clock of a time", () => {
    const history = {
      events: { Read: { days: [], recent: [1, 2] } },
      ledger: [],
      offers: {},
      assignments: {},
      visitStartedAt: 0,
      submissions: 0,
    };
    const read: Condition = { op: "did", event: "Read", min: 3 };
    expect(explainCondition(read, scopeOf({ now: 5, history })).actual).toBe(2);
    expect(explainCondition({ op: "time", days: [0] }, scopeOf()).actual).toBe("thu 00:00");
  });
});
