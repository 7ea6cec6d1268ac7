import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { bucket } from "@facet/engine";
import type { BucketPurpose } from "@facet/engine";
import { murmur3 } from "../../src/bucket/murmur3.ts";

const VISITORS = 100_000;

/** Pearson's statistic against equal cells. */
function chiSquare(cells: readonly number[]): number {
  const expected = cells.reduce((sum, count) => sum + count, 0) / cells.length;
  return cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function cellsOf(count: number, cellOf: (visitor: string) => number): number[] {
  const cells = Array.from({ length: count }, () => 0);
  for (let i = 0; i < VISITORS; i++) cells[cellOf(`visitor-${i}`)]! += 1;
  return cells;
}

describe("a bucket", () => {
  it("hashes experiment, purpose and visitor joined by NUL, and scales to basis points", () => {
    const bytes = new TextEncoder().encode("опыт\0arm\0посетитель-1");
    expect(bucket("опыт", "arm", "посетитель-1")).toBe(
      Math.floor((murmur3(bytes) / 2 ** 32) * 10_000),
    );
  });

  it("is an integer from 0 to 9999 for any ids", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.string({ unit: "binary" }),
        (experiment, visitor) => {
          const drawn = bucket(experiment, "traffic", visitor);
          expect(Number.isInteger(drawn) && drawn >= 0 && drawn <= 9_999).toBe(true);
          expect(bucket(experiment, "traffic", visitor)).toBe(drawn);
        },
      ),
    );
  });

  // 149.45 is the 0.999 quantile of chi-square with 99 degrees of freedom; the ids are fixed, so the
  // outcome is too.
  it.each(["price-first", "short-form", "1", "эксперимент"])(
    "is uniform over visitors in experiment %s",
    (experiment) => {
      const cells = cellsOf(100, (visitor) => Math.floor(bucket(experiment, "arm", visitor) / 100));
      expect(chiSquare(cells)).toBeLessThan(149.45);
    },
  );

  it.each([
    ["two experiments", ["a", "arm"], ["b", "arm"]],
    ["experiments with similar names", ["test-1", "arm"], ["test-2", "arm"]],
    ["traffic and arm of one experiment", ["price", "traffic"], ["price", "arm"]],
    ["an experiment and the site's holdout", ["price", "arm"], ["okna", "holdout"]],
  ] as const)("is independent between %s", (_, [one, onePurpose], [two, twoPurpose]) => {
    const cells = cellsOf(
      100,
      (visitor) =>
        Math.floor(bucket(one, onePurpose, visitor) / 1_000) * 10 +
        Math.floor(bucket(two, twoPurpose, visitor) / 1_000),
    );
    expect(chiSquare(cells)).toBeLessThan(149.45);
  });

  it("gives the values of conformance/buckets.json", () => {
    const file = new URL("../../../../conformance/buckets.json", import.meta.url);
    const { cases } = JSON.parse(readFileSync(file, "utf8")) as {
      cases: { experiment: string; purpose: BucketPurpose; visitorId: string; bucket: number }[];
    };
    expect(cases.length).toBeGreaterThan(20);
    for (const { experiment, purpose, visitorId, bucket: expected } of cases) {
      expect(
        bucket(experiment, purpose, visitorId),
        JSON.stringify([experiment, purpose, visitorId]),
      ).toBe(expected);
    }
  });
});
