import type { Json } from "@facet/client";
import { safeUrl } from "@facet/client/url";

// What content may decide of an element: nothing that runs, frames, styles or posts elsewhere.
const ALLOWED =
  /^(?:href|src|poster|alt|title|label|target|rel|class|lang|dir|width|height|value|placeholder|datetime|aria-[a-z]+|data-(?!facet)[\w-]+)$/;
const URLS = new Set(["href", "src", "poster"]);
/** Selects elements that run, frame or style, or that move the whole page: no content reaches them. */
export const FORBIDDEN = "script,iframe,frame,embed,object,link,base,meta,style,use";

/** The links as the page's author wrote them: what is put in their place keeps their query. */
const written = new WeakMap<Element, string>();

/** Sets an attribute where it is not so already; undefined and null leave it alone. */
export function setAttribute(element: Element, name: string, value: Json | undefined): void {
  if (value === undefined || value === null || typeof value === "object") return;
  if (!ALLOWED.test(name)) return;
  const text = URLS.has(name) ? toUrl(element, name, String(value)) : String(value);
  if (element.getAttribute(name) === text) return;
  if (name === "src") dropSources(element);
  element.setAttribute(name, text);
}

function toUrl(element: Element, name: string, value: string): string {
  if (name !== "href" || element.closest("[data-facet-query=drop]")) return safeUrl(value);
  const original = written.get(element) ?? element.getAttribute("href") ?? "";
  written.set(element, original);
  return withQuery(safeUrl(value), original);
}

/**
 * `href` with those parameters of the link in whose place it is put that it does not have itself:
 * partner ids and utm tags survive. Only where both lead to the same host.
 */
export function withQuery(href: string, original: string): string {
  const base = document.baseURI;
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

// A browser prefers these to `src`, so the old picture would stay.
function dropSources(element: Element): void {
  const picture = element.parentElement?.matches("picture") ? element.parentElement : element;
  for (const source of [element, ...picture.querySelectorAll("source")]) {
    source.removeAttribute("srcset");
    source.removeAttribute("sizes");
  }
}
