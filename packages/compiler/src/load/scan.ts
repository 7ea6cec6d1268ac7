import type { Collect, SourceText, Words } from "./source-text.ts";
import { problemAt } from "./source-text.ts";

/** Largest YAML file in characters. */
export const MAX_YAML_LENGTH = 2_000_000;
// Both are several times what the largest sensible file has, and bound what parsing it costs.
const MAX_LINES = 80_000;
const MAX_QUOTES = 200_000;
const MAX_REPORTED = 20;

// Control characters that YAML forbids, a lone carriage return, lone surrogates, a byte order mark
// in the middle, and the controls that reorder text so that it reads other than it is.
const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)|[\ud800-\udfff]/gu;

/**
 * Looks for what no rule file may hold, before it is parsed.
 *
 * @returns whether it may be parsed.
 */
export function scanText(source: SourceText, collect: Collect): boolean {
  if (source.text.length > MAX_YAML_LENGTH) {
    collect(problemAt(source, 0, tooLarge(MAX_YAML_LENGTH)));
    return false;
  }
  if (source.lines.lineStarts.length > MAX_LINES || isOver(source.text, /["']/g, MAX_QUOTES)) {
    collect(problemAt(source, 0, tooMany(`${MAX_LINES} lines, or ${MAX_QUOTES} quotes`)));
    return false;
  }
  if (/\r(?!\n)/.test(source.text) && !source.text.includes("\n")) {
    collect(problemAt(source, 0, LONE_RETURNS));
    return false;
  }
  let found = 0;
  for (const match of source.text.matchAll(FORBIDDEN)) {
    collect(problemAt(source, match.index, forbidden(match[0])));
    found += 1;
    if (found === MAX_REPORTED) break;
  }
  return found === 0;
}

const LONE_RETURNS: Words = {
  code: "line-breaks",
  message: "the lines end with a carriage return alone (CR), so the file is read as one long line",
  suggestion: "save it with line breaks LF or CRLF",
};

/** Words for a file that is over its size. */
export function tooLarge(limit: number): Words {
  const size = limit < 1_000_000 ? `${limit / 1_000} kB` : `${limit / 1_000_000} MB`;
  return {
    code: "too-large",
    message: `the file is larger than ${size}, the most that is read`,
    suggestion: "split it into several files",
  };
}

/** Words for a file that holds more than can be read in about a second. */
export function tooMany(what: string): Words {
  return {
    code: "too-large",
    message: `the file has more than ${what}`,
    suggestion: "split it into several files",
  };
}

function isOver(text: string, pattern: RegExp, limit: number): boolean {
  let found = 0;
  for (const _ of text.matchAll(pattern)) {
    found += 1;
    if (found > limit) return true;
  }
  return false;
}

function forbidden(character: string): Words {
  const point = character.codePointAt(0) ?? 0;
  const name = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
  const bidi = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
  if (bidi) {
    return {
      code: "bidi-control",
      message: `an invisible character (${name}) changes the direction of the text, so that it reads other than it is`,
      suggestion: "delete it; it usually came with copied text",
    };
  }
  return {
    code: "control-character",
    message: `a character that may not stand in a rule file (${name})`,
    suggestion: "delete it; it usually came with copied text",
  };
}
