import type { Json } from "@facet/protocol";
import { safeUrl } from "./url.ts";

// What content may decide of an element: nothing that runs, styles or posts elsewhere.
const ALLOWED =
  /^(?:href|src|poster|alt|title|label|target|rel|class|lang|dir|width|height|value|placeholder|datetime|aria-[a-z]+|data-(?!facet)[\w-]+)$/;
const URLS = new Set(["href", "src", "poster"]);

/** Elements of which content decides no attribute: they load what runs, or move the whole page. */
export const FORBIDDEN_TAGS: readonly string[] = [
  "script",
  "iframe",
  "frame",
  "embed",
  "object",
  "link",
  "base",
  "meta",
  "style",
  "use",
];

/** The value at a path such as `cta.href` in a content; an empty path is the content itself. */
export function valueAt(content: Json, path: string): Json | undefined {
  let value: Json | undefined = content;
  for (const name of path.split(".").filter((name) => name !== "")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name))
      return undefined;
    value = (value as Readonly<Record<string, Json>>)[name];
  }
  return value;
}

/**
 * What the attribute `name` becomes for a value of a content, an address made safe; undefined where
 * content may not set it, or the value is none for an attribute.
 */
export function toAttributeText(name: string, value: Json | undefined): string | undefined {
  if (value === undefined || value === null || typeof value === "object") return undefined;
  if (!ALLOWED.test(name)) return undefined;
  return URLS.has(name) ? safeUrl(String(value)) : String(value);
}

/** The pairs of a `data-facet-attr` such as `href:cta.href title:cta.title`: attribute and path. */
export function toAttributePairs(marks: string | null): readonly (readonly [string, string])[] {
  return (marks ?? "").split(/[\s,;]+/).flatMap((pair) => {
    const [name = "", path] = pair.split(":");
    return path === undefined ? [] : [[name.toLowerCase(), path] as const];
  });
}

/**
 * Whether an element is shown whose `data-facet-if` is `wanted` and whose `data-facet-unless` is
 * `unwanted`; null: it has none.
 */
export function isShown(
  content: Json,
  { wanted, unwanted }: { readonly wanted: string | null; readonly unwanted: string | null },
): boolean {
  const isThere = (path: string) => Boolean(valueAt(content, path));
  return (wanted === null || isThere(wanted)) && (unwanted === null || !isThere(unwanted));
}

/**
 * `href` with those parameters of the link in whose place it is put that it does not have itself:
 * partner ids and utm tags survive. Only where both lead to the same host.
 *
 * @param base Address of the page.
 */
export function withQuery(href: string, original: string, base: string): string {
  if (href.startsWith("#") || !URL.canParse(href, base) || !URL.canParse(original, base))
    return href;
  const url = new URL(href, base);
  const { host, searchParams } = new URL(original, base);
  if (!/^https?:$/.test(url.protocol) || url.host !== host) return href;
  let isSame = true;
  for (const [name, value] of searchParams) {
    if (url.searchParams.has(name)) continue;
    url.searchParams.append(name, value);
    isSame = false;
  }
  if (isSame) return href;
  return /^(?:[a-z]+:)?\/\//i.test(href) ? url.href : url.pathname + url.search + url.hash;
}
