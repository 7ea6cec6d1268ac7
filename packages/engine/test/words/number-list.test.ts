import { expect, it } from "vitest";
import { addNumber, createNumberList } from "../../src/words/number-list.ts";

it("a list of numbers keeps all that is added, and its memory when it is emptied", () => {
  const list = createNumberList();
  const numbers = Array.from({ length: 1_000 }, (_, index) => index - 500);
  for (const number of numbers) addNumber(list, number);
  expect([...list.items.subarray(0, list.length)]).toEqual(numbers);
  const { items } = list;
  list.length = 0;
  addNumber(list, 7);
  expect(list.items).toBe(items);
  expect([...list.items.subarray(0, list.length)]).toEqual([7]);
});
