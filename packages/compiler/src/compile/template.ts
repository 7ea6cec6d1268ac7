import { signalPath } from "@facet/engine";
import type { Filter, Insertion, Template } from "@facet/engine";
import { parseFilter } from "./insertion-filters.ts";

/** Something wrong inside a text with insertions. */
export interface TemplateProblem {
  /** Where in the text, 0-based, in UTF-16 units. */
  readonly offset: number;
  readonly code: string;
  readonly message: string;
  readonly suggestion?: string;
}

/** A text cut into literal parts and insertions. */
export interface ParsedTemplate {
  /** Never has two literals in a row, nor an empty one. */
  readonly template: Template;
  /** Where each insertion of the template begins in the text. */
  readonly offsets: ReadonlyMap<Insertion, number>;
  readonly problems: readonly TemplateProblem[];
}

/** Case modes of dynamic keyword insertion in ad systems, by spelling. */
const AD_SPELLINGS = new Map<string, Filter>([
  ["keyword", { name: "lower" }],
  ["Keyword", { name: "sentence" }],
  ["KeyWord", { name: "title" }],
  ["KEYWORD", { name: "upper" }],
]);

/**
 * Cuts a text at its insertions: `{signal|filter|filter:argument|default:TEXT}`, where `{{` writes a
 * brace and a lone `}` is text. The ad systems' `{keyword:TEXT}` is read as
 * `{keyword.phrase|lower|default:TEXT}`, and its other case modes likewise.
 *
 * @returns the parts in order, and everything that is wrong; a wrong insertion is left out.
 */
export function parseTemplate(text: string): ParsedTemplate {
  const template: (string | Insertion)[] = [];
  const offsets = new Map<Insertion, number>();
  const problems: TemplateProblem[] = [];
  let literal = "";
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf("{", at);
    literal += text.slice(at, open < 0 ? text.length : open);
    if (open < 0) break;
    if (text[open + 1] === "{") {
      literal += "{";
      at = open + 2;
      continue;
    }
    const close = endOfInsertion(text, open);
    if (close === undefined) {
      problems.push(unclosed(text, open));
      break;
    }
    const insertion = parseInsertion(text.slice(open + 1, close), open, problems);
    if (insertion) {
      if (literal !== "") template.push(literal);
      literal = "";
      template.push(insertion);
      offsets.set(insertion, open);
    }
    at = close + 1;
  }
  if (literal !== "") template.push(literal);
  return { template, offsets, problems };
}

/**
 * What a template shows when nothing can be inserted: its literals and its defaults.
 */
export function fallbackText(template: Template): string {
  return template.map((part) => (typeof part === "string" ? part : (part.default ?? ""))).join("");
}

function endOfInsertion(text: string, open: number): number | undefined {
  const close = text.indexOf("}", open);
  if (close < 0) return undefined;
  const nested = text.indexOf("{", open + 1);
  return nested >= 0 && nested < close ? undefined : close;
}

function unclosed(text: string, open: number): TemplateProblem {
  const excerpt = text.slice(open, open + 24);
  return {
    offset: open,
    code: "insert-unclosed",
    message: `the brace in "${excerpt}${open + 24 < text.length ? "…" : ""}" is never closed`,
    suggestion: "close it with }, or write {{ for a brace that is text",
  };
}

function parseInsertion(
  body: string,
  offset: number,
  problems: TemplateProblem[],
): Insertion | undefined {
  const ad = parseAdSpelling(body);
  if (ad) return ad;
  const [name = "", ...rest] = body.split("|");
  const signal = name.trim();
  if (!/^[^\s:|{}.]+(\.[^\s:|{}.]+)*$/.test(signal)) {
    problems.push({
      offset,
      code: "insert-syntax",
      message: `"{${body}}" is no insertion: expected a signal's name first`,
      suggestion: "write {signal|default:TEXT}, or {{ for a brace that is text",
    });
    return undefined;
  }
  return collectFilters(signalPath(signal), rest, { offset, problems });
}

function parseAdSpelling(body: string): Insertion | undefined {
  const colon = body.indexOf(":");
  const filter = colon < 0 ? undefined : AD_SPELLINGS.get(body.slice(0, colon));
  if (!filter) return undefined;
  return { signal: ["keyword", "phrase"], filters: [filter], default: body.slice(colon + 1) };
}

function collectFilters(
  signal: readonly string[],
  texts: readonly string[],
  place: { readonly offset: number; readonly problems: TemplateProblem[] },
): Insertion {
  const filters: Filter[] = [];
  let fallback: string | undefined;
  for (const text of texts) {
    const parsed = parseFilter(text);
    if ("filter" in parsed) filters.push(parsed.filter);
    else if ("code" in parsed) place.problems.push({ offset: place.offset, ...parsed });
    else if (fallback === undefined) fallback = parsed.default;
    else {
      place.problems.push({
        offset: place.offset,
        code: "filter-argument",
        message: "an insertion has one default, but this one has two",
      });
    }
  }
  return { signal, filters, ...(fallback === undefined ? {} : { default: fallback }) };
}
