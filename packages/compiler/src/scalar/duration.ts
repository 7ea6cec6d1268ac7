const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Reads a duration such as `45s`, `30m`, `1.5h`, `14d`, `2w` or `500ms`.
 *
 * @returns milliseconds, or `undefined` where the text is no duration.
 */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*(ms|[smhdw])$/.exec(text.trim());
  const unit = match?.[2];
  if (unit === undefined) return undefined;
  return Math.round(Number(match?.[1]) * (UNIT_MS[unit] ?? 0));
}
