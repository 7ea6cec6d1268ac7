import type { Stamp } from "./visitor.ts";

/** Orders facts by time, those of one instant by message id. */
export function compareStamps(a: Stamp, b: Stamp): number {
  if (a[0] !== b[0]) return a[0] - b[0];
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;
}

/** Whether one fact comes after another; everything comes after what is absent. */
export function isAfter(stamp: Stamp, other: Stamp | undefined): boolean {
  return other === undefined || compareStamps(stamp, other) > 0;
}
