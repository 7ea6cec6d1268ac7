import type { Page } from "@facet/engine";
import type { Located } from "../load/located.ts";
import type { SiteSource } from "../schema/index.ts";
import { parsePathPattern } from "./path-pattern.ts";
import { checkReference, REFERENCES } from "./reference.ts";
import { compareText } from "./sorted.ts";
import { complain, rootOf, within } from "./spot.ts";
import type { Spot } from "./spot.ts";

/** Compiles the pages of a site, in order of id; no two may have the same path. */
export function compilePages(site: Located<SiteSource>, slots: ReadonlySet<string>): Page[] {
  const owners = new Map<string, string>();
  const pages = Object.entries(site.value.pages ?? {}).map(([id, source]): Page => {
    const spot = within(rootOf(site), "pages", id);
    const paths = compilePaths(source.path, within(spot, "path"), (segments, place) => {
      const key = segments.join("/");
      const owner = owners.get(key);
      owners.set(key, owner ?? id);
      if (owner === undefined) return;
      complain(place, {
        code: "duplicate-path",
        message:
          owner === id
            ? `page "${id}" has the path "/${key}" twice`
            : `the path "/${key}" already belongs to page "${owner}"`,
        suggestion: "leave it with one of them",
      });
    });
    source.slots.forEach((name, index) => {
      checkReference(within(spot, "slots", index), { kind: REFERENCES.slot, name, known: slots });
    });
    return { id, paths, slots: [...new Set(source.slots)] };
  });
  return pages.sort((a, b) => compareText(a.id, b.id));
}

/**
 * Compiles one path pattern or several; broken ones are reported and left out.
 *
 * @param each Is told of every good pattern and its place.
 */
export function compilePaths(
  source: string | readonly string[],
  spot: Spot,
  each?: (segments: readonly string[], place: Spot) => void,
): (readonly string[])[] {
  const patterns = typeof source === "string" ? [source] : source;
  return patterns.flatMap((pattern, index) => {
    const place = typeof source === "string" ? spot : within(spot, index);
    const parsed = parsePathPattern(pattern);
    if ("segments" in parsed) {
      each?.(parsed.segments, place);
      return [parsed.segments];
    }
    complain(place, { code: "bad-path", ...parsed });
    return [];
  });
}
