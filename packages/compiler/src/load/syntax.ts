import type { YAMLError } from "yaml";
import { quoteAdvice, quoted, valueOfLine } from "./quote.ts";
import type { SourceText, Words } from "./source-text.ts";
import { lineText, positionAt, problemAt } from "./source-text.ts";
import type { Problem } from "../problem.ts";

/** Turns an error of the YAML parser into a problem in words for its author. */
export function syntaxProblem(source: SourceText, error: YAMLError): Problem {
  const offset = placeOf(source, error);
  const text = lineText(source, positionAt(source, offset).line);
  const rest = text.slice(positionAt(source, offset).column - 1);
  const words = isDeeperLine(error, text) ? DEEPER_LINE : wordsOf(error, text, rest);
  if (words === DEEPER_LINE) return problemAt(source, nextLine(source, offset), words);
  return problemAt(
    source,
    words.code === "bad-indent" ? firstOfLine(source, offset) : offset,
    words,
  );
}

/** A key that is indented under a value: the parser blames the value above it. */
function isDeeperLine(error: YAMLError, line: string): boolean {
  return error.code === "BLOCK_AS_IMPLICIT_KEY" && !/:\s.*:(\s|$)|:\s+[?-]\s/.test(line);
}

const DEEPER_LINE: Words = {
  code: "bad-indent",
  message: "this line is indented deeper than the one above it, which already has a value",
  suggestion: "start keys of one mapping in the same column",
};

function nextLine(source: SourceText, offset: number): number {
  const end = source.text.indexOf("\n", offset);
  if (end < 0) return offset;
  const rest = /\S/.exec(source.text.slice(end, end + 2_000));
  return rest ? end + rest.index : offset;
}

function firstOfLine(source: SourceText, offset: number): number {
  const { line, column } = positionAt(source, offset);
  const indent = /^ */.exec(lineText(source, line))?.[0].length ?? 0;
  return offset - (column - 1) + indent;
}

function placeOf(source: SourceText, error: YAMLError): number {
  const missingQuote = /^Missing closing (.)quote/.exec(error.message)?.[1];
  const at = error.pos[0];
  if (missingQuote !== undefined) return openingQuote(source, missingQuote, at);
  // An error at the end of the file is about the last line that says something.
  const rest = source.text.slice(0, at);
  return at >= source.text.length ? Math.max(0, rest.trimEnd().length - 1) : at;
}

/** Where a quote that is still open at `end` was opened. */
function openingQuote(source: SourceText, quote: string, end: number): number {
  const before = source.text.slice(0, end);
  const openers = [
    ...before.matchAll(quote === '"' ? /(?<=(?:^|[\s:,[{-]))"/g : /(?<=(?:^|[\s:,[{-]))'/g),
  ];
  for (const opener of openers.reverse()) {
    const rest = before.slice(opener.index + 1);
    const closed = quote === '"' ? /(?<!\\)(?:\\\\)*"/.test(rest) : rest.includes("'");
    if (!closed) return opener.index;
  }
  return openers[0]?.index ?? end;
}

/** @param rest What stands in the line from the error on. */
type Explain = (error: YAMLError, line: string, rest: string) => Words;

const BY_CODE: Readonly<Record<string, Explain>> = {
  BAD_INDENT: (error, line) => (isOpenBracket(error) ? missingBracket(error) : badIndent(line)),
  TAB_AS_INDENT: () => ({
    code: "tab",
    message: "a tab in the indentation; YAML is indented with spaces",
    suggestion: "replace the tab with spaces",
  }),
  BAD_DQ_ESCAPE: (error) => ({
    code: "bad-escape",
    message: `"${error.message.replace("Invalid escape sequence ", "")}" is no escape that YAML knows`,
    suggestion: "write \\\\ for a backslash, or use single quotes",
  }),
  BAD_SCALAR_START: (_, line, rest) =>
    quoteNeeded(line, "a text may not start with this character", itemOfFlow(line, rest)),
  BLOCK_AS_IMPLICIT_KEY: (_, line) =>
    quoteNeeded(line, "there is a second colon, a dash or a question mark on this line"),
  MULTILINE_IMPLICIT_KEY: (_, line) => missingColon(line),
  MISSING_CHAR: explainMissing,
  BLOCK_IN_FLOW: () => MISSING_COMMA,
  RESOURCE_EXHAUSTION: () => TOO_DEEP,
  BAD_ALIAS: (_, line) => quoteNeeded(line, "this is read as an alias or an anchor"),
  TAG_RESOLVE_FAILED: (_, line) => quoteNeeded(line, "a value that starts with ! is read as a tag"),
  BAD_DIRECTIVE: () => ({
    code: "yaml-directive",
    message: "a line that starts with % is a directive of YAML, and this one is not understood",
    suggestion: "delete the line",
  }),
};

/** Words for a document that is nested too deeply. */
export const TOO_DEEP: Words = {
  code: "too-deep",
  message: "mappings and lists are nested more than 100 levels deep",
  suggestion: "rule files need about ten levels; look for brackets that are not closed",
};

function wordsOf(error: YAMLError, line: string, rest: string): Words {
  const explain = Object.hasOwn(BY_CODE, error.code) ? BY_CODE[error.code] : undefined;
  return explain?.(error, line, rest) ?? broken(error, line);
}

function explainMissing(error: YAMLError, line: string): Words {
  const { message } = error;
  if (message.startsWith("Missing closing")) {
    return {
      code: "missing-quote",
      message: "the text that starts here has no closing quote",
      suggestion: "close it with the quote it starts with",
    };
  }
  if (isOpenBracket(error)) return missingBracket(error);
  if (message.startsWith("Sequence item without")) return badIndent(line);
  if (message.startsWith("Implicit map keys")) return missingColon(line);
  if (message.startsWith("Missing space after :")) {
    return {
      code: "missing-space",
      message: "there is no space after the colon",
      suggestion: "write `key: value`",
    };
  }
  if (message.startsWith("Missing ,")) return MISSING_COMMA;
  if (message.startsWith("Comments must")) {
    return {
      code: "bad-comment",
      message: "there is no space before the # of a comment",
      suggestion: "put a space before it, or the whole text in quotes",
    };
  }
  return broken(error, line);
}

const MISSING_COMMA: Words = {
  code: "missing-comma",
  message: "there is no comma between two items in brackets",
  suggestion: "put a comma between them, and texts with commas, colons or brackets in quotes",
};

function isOpenBracket(error: YAMLError): boolean {
  return /\bend with a [}\]]/.test(error.message);
}

/** What a first character makes of a value. */
const FIRST_CHARACTERS: Readonly<Record<string, string>> = {
  "{": "a mapping",
  "[": "a list",
  '"': "a quoted text",
  "'": "a quoted text",
  "!": "a tag",
  "&": "an anchor",
  "*": "an alias",
  "|": "a block of text",
  ">": "a block of text",
  "-": "an item of a list",
  "?": "a key",
};

function quoteNeeded(line: string, what: string, text?: string): Words {
  const advice = text === undefined ? quoteAdvice(line) : `write ${quoted(text)}`;
  return {
    code: "quote-needed",
    message: `${what}; text like this must be in quotes`,
    suggestion: advice ?? "put the text in quotes",
  };
}

/** The text at the start of `rest`, where the value of the line is in brackets. */
function itemOfFlow(line: string, rest: string): string | undefined {
  if (!/^[[{]/.test(valueOfLine(line) ?? "")) return undefined;
  return /^[^,}\]]+/.exec(rest)?.[0].trim();
}

function badIndent(line: string): Words {
  const indent = /^ */.exec(line)?.[0].length ?? 0;
  return {
    code: "bad-indent",
    message: `this line is indented by ${indent} spaces, which fits none of the lines above it`,
    suggestion: "start keys of one mapping, and dashes of one list, in the same column",
  };
}

function missingColon(line: string): Words {
  return {
    code: "missing-colon",
    message: `expected "key: value", but there is no colon and space on this line`,
    suggestion: adviseColon(line),
  };
}

function adviseColon(line: string): string {
  if (/:[\u00a0\u2000-\u200b\u202f\u3000]/u.test(line))
    return "what follows the colon looks like a space and is none: type the space again";
  const [colon] = /[：﹕︓꞉∶]/u.exec(line) ?? [];
  if (colon !== undefined)
    return `${colon} is another character that looks like a colon: type : and a space`;
  return /:\S/.test(line)
    ? "put a space after the colon"
    : "add the colon, or indent the line if it continues a text and put that text in quotes";
}

function missingBracket(error: YAMLError): Words {
  const bracket = error.message.includes("map") ? "}" : "]";
  return {
    code: "missing-bracket",
    message: `a bracket is opened but not closed: expected ${bracket} here`,
    suggestion: `close it with ${bracket}, or put text that starts with a bracket in quotes`,
  };
}

function broken(error: YAMLError, line: string): Words {
  const first = valueOfLine(line)?.charAt(0) ?? "";
  if (Object.hasOwn(FIRST_CHARACTERS, first)) {
    return quoteNeeded(
      line,
      `a value that starts with ${first} is read as ${FIRST_CHARACTERS[first] ?? ""}, and this is none`,
    );
  }
  return {
    code: "yaml-syntax",
    message: `this cannot be read as YAML (${lowerFirst(firstLine(error.message))})`,
    suggestion: "check quotes, colons and indentation of this line",
  };
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
