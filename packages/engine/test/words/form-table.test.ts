import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RulesetError, hashKey, writeFormTable } from "@facet/engine";
import { lookUp, readFormTable } from "../../src/words/form-table.ts";

type Rows = ReadonlyMap<string, readonly number[]>;

function write(rows: Rows, seed = 7): ArrayBuffer | undefined {
  const entries = [...rows].map(([key, terms]) => ({ hash: hashKey(key, seed), terms }));
  return writeFormTable(entries, { terms: 100, seed });
}

const rows = fc
  .uniqueArray(
    fc.tuple(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.uniqueArray(fc.nat(99), { minLength: 1, maxLength: 4 }),
    ),
    { selector: ([key]) => key, maxLength: 60 },
  )
  .map((pairs): Rows => new Map(pairs));

describe("a table of forms", () => {
  it("gives back what was written, and nothing for other keys", () => {
    fc.assert(
      fc.property(rows, fc.string(), (written, other) => {
        const buffer = write(written) ?? expect.fail("two keys have the same hashes");
        const table = readFormTable(buffer);
        expect(table.terms).toBe(100);
        for (const key of [...written.keys(), other]) {
          const found: number[] = [];
          expect(lookUp(table, hashKey(key, table.seed), found)).toBe(written.has(key));
          expect(found).toEqual(written.get(key) ?? []);
        }
      }),
    );
  });

  it("adds no term twice", () => {
    const table = readFormTable(write(new Map([["окна", [3, 5]]])) ?? expect.fail());
    const found = [5];
    lookUp(table, hashKey("окна", table.seed), found);
    expect(found).toEqual([5, 3]);
  });

  it("is not written where two keys could not be told apart", () => {
    const hash = { high: 1, low: 2 };
    const twins = [
      { hash, terms: [0] },
      { hash: { high: 2, low: 2 }, terms: [1] },
    ];
    expect(writeFormTable(twins, { terms: 2, seed: 0 })).toBeUndefined();
  });

  it("refuses a buffer that is none", () => {
    const buffer = write(new Map([["окна", [1]]])) ?? expect.fail();
    for (const damaged of [
      new ArrayBuffer(0),
      new ArrayBuffer(7),
      new ArrayBuffer(64),
      buffer.slice(4),
      buffer.slice(0, -4),
    ]) {
      expect(() => readFormTable(damaged)).toThrow(RulesetError);
    }
  });
});
