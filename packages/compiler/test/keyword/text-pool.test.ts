import { describe, expect, it } from "vitest";
import { createTextPool } from "../../src/keyword/text-pool.ts";

describe("a pool of texts", () => {
  it("gives each text back, however many pieces they are in", () => {
    const pool = createTextPool();
    const long = "окно ".repeat(300_000);
    const short = Array.from({ length: 100_000 }, (_, n) => `окна ${n}`);
    const texts = ["", "дача", ...short, long, "«ПВХ»", ""];
    const numbers = texts.map((text) => pool.add(text));
    const closed = pool.close();
    expect(numbers.map((number) => closed.textOf(number))).toEqual(texts);
    expect(closed.pieces.length).toBeGreaterThan(2);
  });

  it("has what was written into its room only once it is taken", () => {
    const pool = createTextPool();
    const { bytes, at } = pool.reserve(8);
    bytes.set([0x61, 0x62, 0x63], at);
    expect(pool.size).toBe(0);
    expect(pool.take(2)).toBe(0);
    expect(pool.add("x")).toBe(1);
    const { textOf } = pool.close();
    expect([textOf(0), textOf(1)]).toEqual(["ab", "x"]);
  });
});
