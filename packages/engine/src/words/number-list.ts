/** Whole numbers in a buffer that is used again: to empty an array gives its memory back. */
export interface NumberList {
  items: Int32Array;
  length: number;
}

const INITIAL = 64;

/** Makes an empty list. */
export function createNumberList(): NumberList {
  return { items: new Int32Array(INITIAL), length: 0 };
}

/** Adds a number, below 2³¹. */
export function addNumber(list: NumberList, number: number): void {
  if (list.length === list.items.length) grow(list);
  list.items[list.length++] = number;
}

function grow(list: NumberList): void {
  const larger = new Int32Array(2 * list.items.length);
  larger.set(list.items);
  list.items = larger;
}
