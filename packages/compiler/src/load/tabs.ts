import { CST, Lexer } from "yaml";
import { quoteAdvice } from "./quote.ts";
import type { Collect, SourceText } from "./source-text.ts";
import { lineText, positionAt, problemAt } from "./source-text.ts";

/** Lines with tabs that are reported one by one. */
const MAX_REPORTED = 50;

/**
 * Finds tabs that stand between things or inside unquoted text, where they look like spaces and are
 * not. In quotes, in block texts and in comments a tab may stand.
 *
 * @returns lines on which one was found.
 */
export function findTabs(source: SourceText, collect: Collect): ReadonlySet<number> {
  const lines = new Set<number>();
  if (!source.text.includes("\t")) return lines;
  let offset = 0;
  let plainNext = false;
  let blockNext = false;
  for (const lexeme of new Lexer().lex(source.text)) {
    const type = plainNext ? "scalar" : CST.tokenType(lexeme);
    if (type === "doc-mode" || type === "flow-error-end") continue;
    if (!plainNext && lexeme === CST.SCALAR) {
      plainNext = true;
      continue;
    }
    const inBlock = plainNext && blockNext;
    plainNext = false;
    if (type === "block-scalar-header") blockNext = true;
    else if (type === "scalar") blockNext = false;
    if (
      !inBlock &&
      (type === "scalar" || type === "space" || type === "newline" || type === null)
    ) {
      reportTab(source, { offset, lexeme, inText: type === "scalar" }, lines, collect);
    }
    offset += lexeme.length;
  }
  return lines;
}

function reportTab(
  source: SourceText,
  {
    offset,
    lexeme,
    inText,
  }: { readonly offset: number; readonly lexeme: string; readonly inText: boolean },
  lines: Set<number>,
  collect: Collect,
): void {
  const at = lexeme.indexOf("\t");
  if (at < 0) return;
  const { line } = positionAt(source, offset + at);
  if (lines.has(line)) return;
  lines.add(line);
  if (lines.size > MAX_REPORTED) return;
  const text = lineText(source, line);
  const indentation = /^\s*$/.test(text.slice(0, text.indexOf("\t")));
  const advice = inText ? quoteAdvice(text) : undefined;
  collect(
    problemAt(source, offset + at, {
      code: "tab",
      message: indentation
        ? "a tab in the indentation; YAML is indented with spaces"
        : "a tab outside of quotes; it looks like spaces and is not",
      suggestion: advice === undefined ? "replace the tab with spaces" : `use spaces, or ${advice}`,
    }),
  );
}
