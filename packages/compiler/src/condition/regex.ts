import { type RegexProgram, REGEX_OPCODES } from "@facet/engine";
import { RE2JS, RE2JSException, RE2JSSyntaxException } from "re2js";
import { toProgram } from "./regex-program.ts";

/** Longest pattern, in characters. */
const MAX_PATTERN = 1_000;
/** Largest program, in instructions; counted repeats multiply what they repeat. */
const MAX_INSTRUCTIONS = 1_000;
/** Most ranges of characters in a program. */
const MAX_RANGES = 20_000;

/** A compiled pattern, or what is wrong with it. */
export type RegexResult =
  | { readonly program: RegexProgram }
  | { readonly message: string; readonly suggestion?: string };

interface Advice {
  readonly found: RegExp;
  readonly what: string;
  readonly instead: string;
}

const ADVICE: readonly Advice[] = [
  {
    found: /^\(\?<?[=!]/,
    what: "looking ahead and behind is not supported",
    instead: "use two conditions, e.g. { matches: …, not: { matches: … } }",
  },
  {
    found: /^\\(?:[1-9]|k)/,
    what: "references to groups are not supported",
    instead: "write out what the group may be",
  },
  {
    found: /^(?:\(\?>|[*+?}]\+)/,
    what: "atomic groups and possessive repeats are not supported",
    instead: "drop them: a search never takes longer than the text is long",
  },
  { found: /^\\[ZG]/, what: "there is no such anchor", instead: "use \\z or $" },
  { found: /^\\u/, what: "\\u is not supported", instead: "write \\x{…}, e.g. \\x{0451}" },
];

/**
 * Compiles a regular expression of RE2's syntax for the engine, which runs it in time linear in the
 * text.
 *
 * @param options `fold`: the texts are folded, so upper and lower case and е and ё are the same.
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function compileRegex(
  pattern: string,
  options: { readonly fold?: boolean } = {},
): RegexResult {
  if (pattern.length > MAX_PATTERN) {
    return {
      message: `the pattern has ${pattern.length} characters, more than ${MAX_PATTERN}`,
      suggestion: "use a list of values, or several conditions under any",
    };
  }
  const source = options.fold === true ? pattern.replace(/ё/gu, "е").replace(/Ё/gu, "Е") : pattern;
  try {
    const flags = options.fold === true ? RE2JS.CASE_INSENSITIVE : 0;
    const program = toProgram(RE2JS.compile(source, flags));
    return tooLarge(program) ?? { program };
  } catch (error) {
    if (error instanceof RE2JSException) return explain(error, source);
    throw error;
  }
}

function tooLarge(program: RegexProgram): RegexResult | undefined {
  const instructions = program.code.filter(([opcode]) => opcode !== REGEX_OPCODES.fail).length;
  const ranges = program.sets.reduce((sum, set) => sum + set.length / 2, 0);
  if (instructions <= MAX_INSTRUCTIONS && ranges <= MAX_RANGES) return undefined;
  return {
    message: `the pattern becomes ${instructions} instructions, more than ${MAX_INSTRUCTIONS}`,
    suggestion: "use smaller counts in { }",
  };
}

function explain(error: RE2JSException, pattern: string): RegexResult {
  if (!(error instanceof RE2JSSyntaxException)) return { message: error.message };
  const part = error.input ?? "";
  const at = part === "" ? pattern.length : pattern.indexOf(part);
  const place = `at character ${Math.max(at, 0) + 1}`;
  const advice = ADVICE.find(({ found }) => found.test(part));
  if (advice) {
    return { message: `${advice.what}: \`${part}\` ${place}`, suggestion: advice.instead };
  }
  return {
    message: part === "" ? `${error.error} ${place}` : `${error.error}: \`${part}\` ${place}`,
  };
}
