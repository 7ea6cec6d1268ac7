/** A path pattern split at `/`: a literal segment, `*` one segment, `**` any depth, none included. */
export type PathPattern = readonly string[];

/**
 * Splits a URL path at its slashes and percent-decodes each segment; a segment with a broken
 * encoding stays as it is. Slashes at the end mean nothing, `/` has no segments.
 */
export function splitPath(path: string): string[] {
  let end = path.length;
  while (end > 0 && path[end - 1] === "/") end -= 1;
  const start = path.startsWith("/") ? 1 : 0;
  return end <= start ? [] : path.slice(start, end).split("/").map(decodeSegment);
}

/**
 * Whether a path matches a pattern. Takes at most pattern × path steps, however many `**` there are.
 *
 * @param segments What {@link splitPath} returns.
 */
export function matchesPath(pattern: PathPattern, segments: readonly string[]): boolean {
  let at = 0;
  let segment = 0;
  // Where the latest `**` stands, and how far it reaches: only the latest one ever has to grow.
  let deep = -1;
  let reach = 0;
  while (segment < segments.length) {
    const part = pattern[at];
    if (part === "**") {
      deep = at;
      reach = segment;
      at += 1;
    } else if (part !== undefined && (part === "*" || part === segments[segment])) {
      at += 1;
      segment += 1;
    } else if (deep >= 0) {
      at = deep + 1;
      reach += 1;
      segment = reach;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every((part) => part === "**");
}

/**
 * Order in which patterns are tried: exact before `*` before `**`, then more literal segments
 * first. Zero: the two are equally specific.
 */
export function comparePatterns(a: PathPattern, b: PathPattern): number {
  return looseness(a) - looseness(b) || literals(b) - literals(a) || b.length - a.length;
}

function looseness(pattern: PathPattern): number {
  if (pattern.includes("**")) return 2;
  return pattern.includes("*") ? 1 : 0;
}

function literals(pattern: PathPattern): number {
  return pattern.filter((part) => part !== "*" && part !== "**").length;
}

function decodeSegment(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
