/** A route rule of Nitro, as far as it says how pages are cached. */
export interface CachingRule {
  swr?: boolean | number;
  isr?: unknown;
  cache?: false | { varies?: readonly string[]; swr?: boolean };
}

/** The request header that cached pages differ by. */
const KEY_HEADER = "facet-key";

/** Makes the cached routes among `rules` keep one page for each code; the others stay as they are. */
export function keyCachedRoutes(rules: Record<string, CachingRule>): void {
  for (const rule of Object.values(rules)) {
    if (rule.cache === false || (rule.cache === undefined && !rule.swr)) continue;
    const varies = rule.cache?.varies ?? [];
    rule.cache = { ...rule.cache, varies: [...new Set([...varies, KEY_HEADER])] };
  }
}

/** Routes that the hosting platform caches before any code of the site runs. */
export function platformCachedRoutes(rules: Readonly<Record<string, CachingRule>>): string[] {
  return Object.entries(rules).flatMap(([route, rule]) => (rule.isr ? [route] : []));
}

/**
 * What matches the paths of server routes, from their patterns (`/api/item/:id`, `/feed/**`); as a
 * source, since it goes into the server's bundle.
 */
export function toPathPattern(routes: readonly string[]): string {
  if (routes.length === 0) return "(?!)";
  const patterns = routes.map((route) =>
    route
      .split("/")
      .map((part) => {
        if (part.startsWith("**")) return ".*";
        return part.startsWith(":") ? "[^/]+" : part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
      })
      .join("/"),
  );
  return `^(?:${patterns.join("|")})/?$`;
}
