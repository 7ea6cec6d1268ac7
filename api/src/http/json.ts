import { ApiProblem } from "./problem.ts";

/** Deepest nesting of a body; what people write stays below ten. */
const MAX_DEPTH = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * Parses JSON that a request holds.
 *
 * @param what What the text is, to begin a sentence with.
 * @throws ApiProblem `invalid-json` where it is none, or is nested deeper than 64 levels.
 */
export function parseJson(text: string, what = "The body"): unknown {
  if (text.trim() === "") {
    throw new ApiProblem({ code: "invalid-json", detail: `${what} is empty. Send JSON.` });
  }
  if (isDeeperThan(text, MAX_DEPTH)) {
    throw new ApiProblem({
      code: "invalid-json",
      detail: `${what} is nested deeper than ${MAX_DEPTH} levels.`,
    });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ApiProblem({
      code: "invalid-json",
      detail: `${what} cannot be parsed as JSON: ${reason.slice(0, 200)}.`,
    });
  }
}

/** Counts brackets outside strings: recursion over the parsed value would be too late. */
function isDeeperThan(text: string, limit: number): boolean {
  if (text.length <= 2 * limit) return false;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === BACKSLASH) i += 1;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) {
      inString = true;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth -= 1;
    }
  }
  return false;
}
