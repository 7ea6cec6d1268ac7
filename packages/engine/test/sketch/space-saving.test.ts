import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSpaceSaving } from "../../src/sketch/space-saving.ts";

const nothing = () => undefined;

/** Streams in which few keys are heavy. */
const stream = fc.array(
  fc.tuple(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("a", "b", "c") },
      { weight: 2, arbitrary: fc.string({ minLength: 1, maxLength: 2 }) },
    ),
    fc.integer({ min: 0, max: 20 }),
  ),
  { maxLength: 300 },
);
const capacity = fc.integer({ min: 1, max: 20 });

function feed(pairs: readonly (readonly [string, number])[], size: number) {
  const sketch = createSpaceSaving<number>({ capacity: size });
  const truth = new Map<string, number>();
  for (const [key, weight] of pairs) {
    sketch.add(key, weight, (before = 0) => before + 1);
    truth.set(key, (truth.get(key) ?? 0) + weight);
  }
  return { sketch, truth };
}

describe("the heaviest keys of a stream", () => {
  it("never weigh less than they are, nor less than their error says", () => {
    fc.assert(
      fc.property(stream, capacity, (pairs, size) => {
        const { sketch, truth } = feed(pairs, size);
        for (const { key, weight, error } of sketch.top()) {
          const real = truth.get(key) ?? 0;
          expect(weight).toBeGreaterThanOrEqual(real);
          expect(weight - error).toBeLessThanOrEqual(real);
        }
      }),
    );
  });

  it("hold every key above its share, and none that is left out weighs more than the floor", () => {
    fc.assert(
      fc.property(stream, capacity, (pairs, size) => {
        const { sketch, truth } = feed(pairs, size);
        const held = new Set(sketch.top().map(({ key }) => key));
        for (const [key, weight] of truth) {
          if (weight > sketch.total() / size) expect(held).toContain(key);
          if (!held.has(key)) expect(weight).toBeLessThanOrEqual(sketch.floor());
        }
      }),
    );
  });

  it("are exact while there is room for all", () => {
    fc.assert(
      fc.property(stream, (pairs) => {
        const { sketch, truth } = feed(pairs, 10_000);
        expect(new Map(sketch.top().map(({ key, weight }) => [key, weight]))).toEqual(truth);
        expect(sketch.top().every(({ error }) => error === 0)).toBe(true);
        expect(sketch.floor()).toBe(0);
      }),
    );
  });

  it("come heaviest first, the same whatever came in between, and never more than the room", () => {
    fc.assert(
      fc.property(stream, capacity, (pairs, size) => {
        const { sketch } = feed(pairs, size);
        const weights = sketch.top().map(({ weight }) => weight);
        expect(weights).toEqual(weights.toSorted((a, b) => b - a));
        expect(weights.length).toBeLessThanOrEqual(size);
        expect(sketch.top(2)).toEqual(sketch.top().slice(0, 2));
        expect(sketch.total()).toBe(pairs.reduce((sum, [, weight]) => sum + weight, 0));
      }),
    );
  });

  it("keep a value that begins anew when a key comes back", () => {
    const sketch = createSpaceSaving<number>({ capacity: 1 });
    const count = (before = 0) => before + 1;
    sketch.add("a", 1, count);
    sketch.add("a", 1, count);
    sketch.add("b", 5, count);
    sketch.add("a", 1, count);
    expect(sketch.top()).toEqual([{ key: "a", weight: 8, error: 7, value: 1 }]);
  });

  it("survive a million keys and hostile names", () => {
    const sketch = createSpaceSaving({ capacity: 50 });
    for (let i = 0; i < 200_000; i += 1) {
      sketch.add(`noise ${i}`, 1, nothing);
      if (i % 10 === 0) sketch.add("__proto__", 1, nothing);
    }
    expect(sketch.top(1)[0]?.key).toBe("__proto__");
    expect(sketch.top()).toHaveLength(50);
  });
});
