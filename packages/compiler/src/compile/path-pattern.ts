/** A URL path pattern as segments, or what is wrong with it. */
export type ParsedPathPattern =
  | { readonly segments: readonly string[] }
  | { readonly message: string; readonly suggestion?: string };

/**
 * Reads a path pattern such as `/okna`, `/blog/*` or `/okna/**`: a literal segment, `*` for one
 * segment, `**` for any depth. A trailing slash means nothing.
 *
 * @returns the segments between the slashes (`/` has none), percent-decoded.
 */
export function parsePathPattern(pattern: string): ParsedPathPattern {
  if (/^[a-z][a-z0-9+.-]*:/i.test(pattern) || pattern.startsWith("//")) {
    return {
      message: `"${pattern}" is a URL, but a page is matched by its path`,
      suggestion: pathOf(pattern),
    };
  }
  if (!pattern.startsWith("/")) {
    return {
      message: `the path "${pattern}" does not begin with /`,
      suggestion: `write /${pattern}`,
    };
  }
  if (/[?#]/.test(pattern)) {
    return {
      message: `the path "${pattern}" holds a query or a fragment, which no page is matched by`,
      suggestion: `write ${pattern.replace(/[?#].*$/s, "")}`,
    };
  }
  const segments = pattern.replace(/\/$/, "").split("/").slice(1);
  if (segments.includes("")) return { message: `the path "${pattern}" has an empty segment` };
  const mixed = segments.find((part) => part.includes("*") && part !== "*" && part !== "**");
  if (mixed !== undefined) {
    return {
      message: `"${mixed}" in the path "${pattern}": * stands for a whole segment`,
      suggestion: "use * for one segment, ** for any depth",
    };
  }
  if (segments.filter((part) => part === "**").length > 1) {
    return { message: `the path "${pattern}" has ** twice; once is enough` };
  }
  return decodeAll(pattern, segments);
}

function decodeAll(pattern: string, segments: readonly string[]): ParsedPathPattern {
  try {
    return { segments: segments.map(decodeURIComponent) };
  } catch {
    return { message: `the path "${pattern}" has a broken percent-encoding` };
  }
}

function pathOf(url: string): string | undefined {
  const path = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/]*(\/[^?#]*)/i.exec(url)?.[1];
  return path === undefined ? undefined : `write ${path}`;
}
