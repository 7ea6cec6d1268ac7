import { Composer, Lexer, Parser } from "yaml";
import type { CST, Document } from "yaml";
import { scanText, tooMany } from "./scan.ts";
import type { Collect, SourceText, Words } from "./source-text.ts";
import { positionAt, problemAt } from "./source-text.ts";
import { syntaxProblem, TOO_DEEP } from "./syntax.ts";
import { findTabs } from "./tabs.ts";
import { MAX_DEPTH, toTree } from "./to-tree.ts";
import type { Node } from "./tree.ts";

/** Syntax problems that are reported for one file. */
const MAX_SYNTAX_PROBLEMS = 50;

/** Most keys of one mapping, and items of one list. */
const MAX_ITEMS = 20_000;
/** Most words, marks and spaces of one file: what the parser can read in about a second. */
const MAX_LEXEMES = 700_000;
/** Most backslashes in the double-quoted texts of one file. */
const MAX_ESCAPES = 50_000;
/** Errors after which the rest of a file is not read. */
const MAX_FAULTS = 500;

const TOO_MANY = tooMany(
  `${MAX_ITEMS} keys or items in one place, or words than one file can hold`,
);
const SECOND_DIRECTIVE: Words = {
  code: "yaml-directive",
  message: "a second %YAML line; one is enough for a file, and none is needed",
  suggestion: "delete the %YAML lines",
};
const TOO_BROKEN: Words = {
  code: "yaml-syntax",
  message: `the file has more than ${MAX_FAULTS} errors; the rest was not read`,
  suggestion: "check that this is a YAML file",
};

/** One document of a YAML file. */
export interface YamlDocument {
  readonly root: Node;
  /** It could not be read as YAML: only its names are worth a look. */
  readonly broken: boolean;
}

/**
 * Parses a YAML file of any number of documents. It never throws, and takes time linear in the size
 * of the file, which is limited: nesting is stopped before the parser recurses into it, repeated keys
 * are found in a map, and aliases are references, never copies.
 */
export function parseYaml(source: SourceText, collect: Collect): YamlDocument[] {
  if (!scanText(source, collect)) return [];
  const tabLines = findTabs(source, collect);
  const documents: YamlDocument[] = [];
  const reportSyntax = syntaxReporter(source, tabLines, collect);
  for (const document of compose(source, collect)) {
    let broken = reportSyntax(document);
    if (document.directives.yaml.explicit === true && document.directives.yaml.version !== "1.2") {
      collect(problemAt(source, 0, OLD_YAML));
      broken = true;
    }
    const root = toTree(source, document, broken ? ignore : collect);
    if (root) documents.push({ root, broken: broken || tabLines.size > 0 });
  }
  return documents;
}

const ignore: Collect = () => undefined;

const OLD_YAML = {
  code: "yaml-version",
  message: "rule files are YAML 1.2, where no, yes, on and off are texts",
  suggestion: "delete the %YAML line",
} as const;

/** Documents of the file, up to one that is over a limit. */
function* compose(source: SourceText, collect: Collect): Generator<Document.Parsed> {
  const composer = new Composer({
    version: "1.2",
    schema: "core",
    uniqueKeys: false,
    merge: false,
  });
  for (const document of composer.compose(
    boundedTokens(source, collect),
    true,
    source.text.length,
  )) {
    yield document as Document.Parsed;
  }
}

/** Tokens of the file, as far as its nesting and its size stay within the limits. */
function* boundedTokens(source: SourceText, collect: Collect): Generator<CST.Token> {
  const parser = new Parser();
  const seen: Seen = { lexemes: 0, documents: 0, escapes: 0, faults: 0, directives: 0 };
  for (const lexeme of new Lexer().lex(source.text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === "error") seen.faults += 1;
      if (token.type === "document") seen.documents += 1;
      if (token.type === "directive" && token.source.startsWith("%YAML")) seen.directives += 1;
      yield token;
    }
    seen.lexemes += 1;
    if (lexeme.startsWith('"')) seen.escapes += lexeme.split("\\").length - 1;
    const over = overLimit(parser, seen);
    if (over) {
      collect(problemAt(source, parser.offset, over));
      return;
    }
  }
  yield* parser.end();
}

/** What has been read of a file so far. */
interface Seen {
  lexemes: number;
  documents: number;
  /** Backslashes in double quotes: each may be an error, and errors are slow to make. */
  escapes: number;
  faults: number;
  directives: number;
}

function overLimit(parser: Parser, seen: Seen): Words | undefined {
  const top = parser.stack.at(-1);
  if (parser.stack.length > MAX_DEPTH + 10) return TOO_DEEP;
  const crowded = top !== undefined && "items" in top && top.items.length > MAX_ITEMS;
  if (crowded || seen.documents > MAX_ITEMS) return TOO_MANY;
  if (seen.lexemes > MAX_LEXEMES || seen.escapes > MAX_ESCAPES) return TOO_MANY;
  if (seen.directives > 1) return SECOND_DIRECTIVE;
  return seen.faults > MAX_FAULTS ? TOO_BROKEN : undefined;
}

/** Reports the errors of a document, one a line; answers whether there was any. */
function syntaxReporter(source: SourceText, tabLines: ReadonlySet<number>, collect: Collect) {
  const lines = new Set(tabLines);
  let reported = 0;
  return (document: Document.Parsed): boolean => {
    const warnings = document.warnings.filter((warning) => warning.code === "BAD_DIRECTIVE");
    const errors = [...document.errors, ...warnings];
    for (const error of errors) {
      const problem = syntaxProblem(source, error);
      const { line } = positionAt(source, error.pos[0]);
      if (lines.has(line) || lines.has(problem.line) || reported >= MAX_SYNTAX_PROBLEMS) continue;
      lines.add(line).add(problem.line);
      reported += 1;
      collect(problem);
    }
    return errors.length > 0;
  };
}
