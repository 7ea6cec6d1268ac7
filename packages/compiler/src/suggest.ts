import { distance } from "fastest-levenshtein";
import { toPlainName } from "./look-alike.ts";

/** Names that are looked at, and the longest that is worth a look: a slip is told apart at once. */
const MAX_CANDIDATES = 1_000;
const MAX_LENGTH = 100;

/**
 * Finds the name a person probably meant. Of very many names only the first thousand are looked at.
 *
 * @returns `undefined` where nothing is near.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  const wanted = (toPlainName(name)?.text ?? name).toLowerCase();
  let left = MAX_CANDIDATES;
  let best: string | undefined;
  let bestDistance = mostSlips(wanted) + 1;
  for (const candidate of known) {
    if (left === 0) break;
    left -= 1;
    const d = slips(wanted, candidate.toLowerCase());
    if (d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

/**
 * Asks about the name a person probably meant, and says which character of theirs is not what it
 * looks like.
 *
 * @returns `did you mean "…"?`, or `undefined` where nothing is near.
 */
export function suggest(name: string, known: Iterable<string>): string | undefined {
  const best = nearest(name, known);
  if (best === undefined) return undefined;
  const because = toPlainName(name)?.because;
  return `did you mean "${best}"?${because === undefined ? "" : ` ${because}`}`;
}

/** In a very short name a second slip makes another name of it, and in a letter the first does. */
function mostSlips({ length }: string): number {
  if (length < 2) return 0;
  return length < 4 ? 1 : Math.max(2, Math.floor(length / 3));
}

/** Edits from one name to the other; two letters that changed places are one. */
function slips(a: string, b: string): number {
  const d = distance(a, b);
  return d === 2 && a.length === b.length && sorted(a) === sorted(b) ? 1 : d;
}

function sorted(text: string): string {
  return [...text].sort().join("");
}
