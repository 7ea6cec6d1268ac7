import type { Page } from "../ruleset.ts";
import { comparePatterns, matchesPath, splitPath } from "./path-pattern.ts";
import type { PathPattern } from "./path-pattern.ts";

/** Finds the page of a path. */
export interface PageIndex {
  /** Patterns without `*`, by {@link keyOf} their segments. */
  readonly exact: ReadonlyMap<string, string>;
  /** All other patterns, most specific first. */
  readonly patterns: readonly { readonly pattern: PathPattern; readonly page: string }[];
}

/** Builds the index; where two pages have equally specific patterns, the first page wins. */
export function indexPages(pages: readonly Page[]): PageIndex {
  const exact = new Map<string, string>();
  const patterns: { readonly pattern: PathPattern; readonly page: string }[] = [];
  for (const page of pages) {
    for (const pattern of page.paths) {
      if (pattern.includes("*") || pattern.includes("**")) {
        patterns.push({ pattern, page: page.id });
      } else if (!exact.has(keyOf(pattern))) {
        exact.set(keyOf(pattern), page.id);
      }
    }
  }
  patterns.sort((a, b) => comparePatterns(a.pattern, b.pattern));
  return { exact, patterns };
}

/**
 * Finds which page a URL path shows: exact before `*` before `**`, more literal segments first.
 *
 * @param path The path of a URL, e.g. `/okna/`, percent-encoded or not, without query.
 * @returns the page's id, `null` where no page has this path.
 */
export function lookUpPage(index: PageIndex, path: string): string | null {
  const segments = splitPath(path);
  const exact = index.exact.get(keyOf(segments));
  if (exact !== undefined) return exact;
  return index.patterns.find(({ pattern }) => matchesPath(pattern, segments))?.page ?? null;
}

// A decoded segment may hold a slash, so the parts are joined by a character no path has.
function keyOf(segments: readonly string[]): string {
  return segments.join("\u0000");
}
