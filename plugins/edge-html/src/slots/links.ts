import { safeUrl } from "@facet/client/url";

/**
 * Where a link of the page leads once a slot has filled it: to `href`, with those parameters of the
 * query it had before (partner ids, tags) that `href` does not say itself. A link to another host
 * takes none of them along, and an address that would run a script becomes `#`.
 */
export function toHref(href: string, before: string | null): string {
  const safe = safeUrl(href);
  if (before === null || !isPath(safe) || !isPath(before)) return safe;
  const [beforeHash = ""] = before.split("#");
  const kept = new URLSearchParams(queryOf(beforeHash));
  const [path = "", hash] = safe.split(/#(.*)/s);
  const query = new URLSearchParams(queryOf(path));
  const added = [...kept].filter(([name]) => !query.has(name));
  if (added.length === 0) return safe;
  for (const [name, value] of added) query.append(name, value);
  return `${path.split("?")[0]}?${query}${hash === undefined ? "" : `#${hash}`}`;
}

// A path of the same site: no scheme, no host, more than a place on the page.
function isPath(url: string): boolean {
  return url !== "" && !/^(?:#|[/\\]{2}|[a-z][a-z\d+.-]*:)/i.test(url.trimStart());
}

function queryOf(url: string): string {
  return url.split(/\?(.*)/s)[1] ?? "";
}
