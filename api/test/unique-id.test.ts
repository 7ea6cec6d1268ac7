import { expect, it } from "vitest";
import { uniqueId } from "../src/unique-id.ts";

it("an id is a UUIDv7 of now, behind the one before", () => {
  const before = Date.now();
  const ids = Array.from({ length: 5_000 }, uniqueId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const at = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
  }
});

it("what is random of an id is so in every bit", () => {
  const ones = Array.from({ length: 40 }, () => 0);
  for (let i = 0; i < 4_000; i++) {
    const bits = BigInt(`0x${uniqueId().slice(-10)}`);
    for (let bit = 0; bit < ones.length; bit++)
      ones[bit] = (ones[bit] ?? 0) + Number((bits >> BigInt(bit)) & 1n);
  }
  for (const count of ones) expect(Math.abs(count - 2_000)).toBeLessThan(400);
});
