/** Longest body of a code, in characters. */
export const MAX_BODY = 64;

const BASE = 36;
/** The one digit that is no outcome: a longer number follows it. */
const LONG = "z";
const LONG_FROM = 35;

/**
 * Writes one outcome for each slot: a base-36 digit below 35, else `z`, how many digits follow, and
 * these. Trailing zeros are cut, nothing but zeros is `0`.
 *
 * @returns `undefined` where it would be longer than {@link MAX_BODY}.
 */
export function writeBody(outcomes: readonly number[]): string | undefined {
  let end = outcomes.length;
  while (end > 0 && outcomes[end - 1] === 0) end--;
  let body = "";
  for (let i = 0; i < end; i++) {
    body += writeOutcome(outcomes[i] ?? 0);
    if (body.length > MAX_BODY) return undefined;
  }
  return body === "" ? "0" : body;
}

function writeOutcome(outcome: number): string {
  const digits = outcome.toString(BASE);
  return outcome < LONG_FROM ? digits : `${LONG}${digits.length.toString(BASE)}${digits}`;
}

/**
 * Reads a body back.
 *
 * @param count How many slots there are.
 * @returns one outcome for each slot; `undefined` for what {@link writeBody} does not write.
 */
export function readBody(body: string, count: number): number[] | undefined {
  if (body.length > MAX_BODY || !/^[0-9a-z]+$/.test(body)) return undefined;
  if (count === 0) return body === "0" ? [] : undefined;
  const outcomes: number[] = [];
  let at = 0;
  while (at < body.length) {
    const long = body[at] === LONG;
    const start = long ? at + 2 : at;
    const length = long ? Number.parseInt(body[at + 1] ?? "", BASE) : 1;
    at = start + length;
    outcomes.push(Number.parseInt(body.slice(start, at), BASE));
  }
  while (outcomes.length < count) outcomes.push(0);
  // One spelling each: a second one would be a second entry in every cache.
  return outcomes.length === count && writeBody(outcomes) === body ? outcomes : undefined;
}
