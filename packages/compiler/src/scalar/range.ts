/** Bounds of a closed or open range; both ends are included. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

const NUMBER = String.raw`-?\d+(?:\.\d+)?`;
const RANGE = new RegExp(String.raw`^(${NUMBER})?\s*\.\.\s*(${NUMBER})?$`);

/**
 * Reads `2..`, `..5`, `2..5`.
 *
 * @returns the bounds, or `undefined` where the text is no range (`..` alone is none).
 */
export function parseRange(text: string): Range | undefined {
  const match = RANGE.exec(text.trim());
  if (!match || (match[1] === undefined && match[2] === undefined)) return undefined;
  return {
    ...(match[1] === undefined ? {} : { min: Number(match[1]) }),
    ...(match[2] === undefined ? {} : { max: Number(match[2]) }),
  };
}
