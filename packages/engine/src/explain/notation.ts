import type { Scalar } from "../condition/condition.ts";

// A plain scalar that YAML reads back as this very text, also inside a flow list.
const PLAIN = /^[\p{L}\p{N}_/][\p{L}\p{N}_./+-]*(?: [\p{L}\p{N}_./+-]+)*$/u;
const NOT_TEXT = /^(?:true|false|null|0[xo].*|\d+(?:\.\d*)?(?:e[+-]?\d+)?)$/i;

const UNITS: readonly (readonly [unit: string, ms: number])[] = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
];

/** Writes a scalar as an author would, in quotes only where YAML needs them. */
export function writeScalar(value: Scalar): string {
  if (typeof value !== "string") return String(value);
  return PLAIN.test(value) && !NOT_TEXT.test(value) ? value : JSON.stringify(value);
}

/** Writes a list of scalars in YAML's flow style. */
export function writeList(values: readonly Scalar[]): string {
  return `[${values.map(writeScalar).join(", ")}]`;
}

/** Writes a range: `2..`, `..5`, `2..5`, or `2` where both ends are the same. */
export function writeRange(min: number | undefined, max: number | undefined): string {
  return min !== undefined && min === max ? String(min) : `${min ?? ""}..${max ?? ""}`;
}

/** Writes a duration in the largest unit that leaves no rest: `14d`, `90m`. */
export function writeDuration(ms: number): string {
  const fit = UNITS.find(([, length]) => ms !== 0 && ms % length === 0);
  return fit === undefined ? `${ms}ms` : `${ms / fit[1]}${fit[0]}`;
}

/** Writes minutes after midnight as `21:05`. */
export function writeClock(minutes: number): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
