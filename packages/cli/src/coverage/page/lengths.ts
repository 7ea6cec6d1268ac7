/** What a bar is as long as: the cost, or the clicks where a report has none. */
export function weightOf({
  cost,
  clicks,
}: {
  readonly cost: number;
  readonly clicks: number;
}): number {
  return cost > 0 ? cost : clicks * 1e-6;
}

/** Which part of a whole a value is; of nothing it is 0. */
export function part(value: number, whole: number): number {
  return whole === 0 ? 0 : value / whole;
}
