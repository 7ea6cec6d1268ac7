/**
 * Reads a share such as `5%`, `12.5 %` or `100%`.
 *
 * @returns basis points (0–10000), or `undefined` where the text is no share between 0 and 100 %.
 */
export function parsePercent(text: string): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{1,2})?)\s*%$/.exec(text.trim());
  if (!match) return undefined;
  const basisPoints = Math.round(Number(match[1]) * 100);
  return basisPoints <= 10_000 ? basisPoints : undefined;
}
