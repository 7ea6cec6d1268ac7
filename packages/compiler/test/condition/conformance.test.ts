import { existsSync, readFileSync } from "node:fs";
import { type Json, type Truth, evaluateCondition } from "@facet/engine";
import { describe, expect, it } from "vitest";
import { NOW, loosely } from "./fixtures.ts";

interface Case {
  readonly name: string;
  readonly condition: unknown;
  readonly attributes: Readonly<Record<string, Json>>;
  readonly value?: Truth;
  readonly match?: boolean;
}

function read(path: string): readonly Case[] {
  const file = new URL(path, import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).cases : [];
}

function run({ condition, attributes }: Case): Truth {
  return evaluateCondition(loosely(condition).condition, { signals: attributes, now: NOW }).value;
}

describe("the project's own vectors", () => {
  const cases = read("../../../../conformance/conditions.json");

  it("cover all three values", () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(new Set(cases.map(({ value }) => value))).toEqual(new Set([true, false, "unknown"]));
  });

  it.each(cases)("$name", (each) => {
    expect(run(each)).toBe(each.value);
  });
});

const shared = read("../../../../../shared/conformance/conditions.json");

if (shared.length > 0) {
  describe("vectors after the GrowthBook suite", () => {
    it.each(shared)("$name", (each) => {
      expect(run(each)).toBe(each.match);
    });
  });
}
