import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RulesetError, hashKey, writeFormTable } from "@facet/engine";
import type { WordHash } from "@facet/engine";
import { lookUp, readFormTable } from "../../src/words/form-table.ts";
import { addNumber, createNumberList } from "../../src/words/number-list.ts";
import type { NumberList } from "../../src/words/number-list.ts";

type Rows = ReadonlyMap<string, readonly number[]>;

function write(rows: Rows, seed = 7): Uint32Array<ArrayBuffer> | undefined {
  const hashes = [...rows.keys()].map((key) => hashKey(key, seed));
  return writeFormTable(columnsOf(hashes, [...rows.values()]), { terms: 100, seed });
}

function columnsOf(hashes: readonly WordHash[], terms: readonly (readonly number[])[]) {
  let end = 0;
  return {
    high: Uint32Array.from(hashes, ({ high }) => high),
    low: Uint32Array.from(hashes, ({ low }) => low),
    starts: Uint32Array.from([0, ...terms.map(({ length }) => (end += length))]),
    terms: Uint32Array.from(terms.flat()),
  };
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

const found = createNumberList();
const numbersOf = ({ items, length }: NumberList): number[] => [...items.subarray(0, length)];

describe("a table of forms", () => {
  it("gives back what was written, and nothing for other keys", () => {
    fc.assert(
      fc.property(rows, fc.string(), (written, other) => {
        const table = readFormTable(write(written) ?? expect.fail("two keys have the same hashes"));
        expect(table.terms).toBe(100);
        for (const key of [...written.keys(), other]) {
          expect(lookUp(table, hashKey(key, table.seed), found)).toBe(written.has(key));
          expect(numbersOf(found)).toEqual(written.get(key) ?? []);
        }
      }),
    );
  });

  it("gives what it finds in place of what was found before", () => {
    const table = readFormTable(write(new Map([["окна", [3, 5]]])) ?? expect.fail());
    addNumber(found, 7);
    lookUp(table, hashKey("окна", table.seed), found);
    expect(numbersOf(found)).toEqual([3, 5]);
    lookUp(table, hashKey("двери", table.seed), found);
    expect(numbersOf(found)).toEqual([]);
  });

  it("is not written where two keys could not be told apart", () => {
    const hashes = [
      { high: 1, low: 2 },
      { high: 2, low: 2 },
    ];
    const twins = columnsOf(hashes, [[0], [1]]);
    expect(writeFormTable(twins, { terms: 2, seed: 0 })).toBeUndefined();
  });

  it("refuses words that are none", () => {
    const words = write(new Map([["окна", [1]]])) ?? expect.fail();
    for (const damaged of [
      new Uint32Array(0),
      new Uint32Array(16),
      words.subarray(1),
      words.subarray(0, -1),
    ]) {
      expect(() => readFormTable(damaged)).toThrow(RulesetError);
    }
  });
});
