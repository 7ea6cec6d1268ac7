import { toJsonPath } from "./parse.ts";
import { findRepeatedKey } from "./repeated-key.ts";
import { ApiProblem } from "./problem.ts";

/** Deepest nesting of a body; what people write stays below ten. */
const MAX_DEPTH = 64;
/** Most members of one object. */
const MAX_KEYS = 2_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * Parses JSON that a request holds, as I-JSON (RFC 7493 §2.3) wants it: no object names a member
 * twice, since two readers of such a text may take different ones.
 *
 * @param what What the text is, to begin a sentence with.
 * @throws ApiProblem `invalid-json` where it is none, is nested deeper than 64 levels, names a member
 *   twice, or has an object of more than 2,000 members.
 */
export function parseJson(text: string, what = "The body"): unknown {
  if (text.trim() === "") throw invalid(`${what} is empty. Send JSON.`);
  const { deepest, members } = measure(text);
  if (deepest > MAX_DEPTH) throw invalid(`${what} is nested deeper than ${MAX_DEPTH} levels.`);
  const value = parse(text, what);
  if (members === 0) return value;
  // Of two members of one name the parser keeps one: only then are there fewer than colons.
  if (countMembers(value, what) !== members) {
    const path = findRepeatedKey(text) ?? [];
    throw invalid(`${what} has a member twice: ${toJsonPath(path)}. Send it once.`);
  }
  return value;
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw invalid(`${what} cannot be parsed as JSON: ${reason.slice(0, 200)}.`);
  }
}

/**
 * Counts brackets and colons outside strings: recursion over the parsed value would be too late for
 * what is nested too deep.
 */
function measure(text: string): { readonly deepest: number; readonly members: number } {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === BACKSLASH) i += 1;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) {
      inString = true;
    } else if (code === COLON) {
      members += 1;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth -= 1;
    }
  }
  return { deepest, members };
}

function countMembers(value: unknown, what: string): number {
  if (typeof value !== "object" || value === null) return 0;
  const items: unknown[] = Array.isArray(value) ? value : Object.values(value);
  const isObject = items !== value;
  if (isObject && items.length > MAX_KEYS) {
    throw invalid(`${what} has an object of more than ${MAX_KEYS} members.`);
  }
  let members = isObject ? items.length : 0;
  for (const item of items) members += countMembers(item, what);
  return members;
}

function invalid(detail: string): ApiProblem {
  return new ApiProblem({ code: "invalid-json", detail });
}
