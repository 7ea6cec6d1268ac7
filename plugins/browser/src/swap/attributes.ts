import type { Json } from "@facet/client";
import { FORBIDDEN_TAGS, toAttributeText, withQuery } from "@facet/client/marks";

/** Selects elements that run, frame or style, or that move the whole page: no content reaches them. */
export const FORBIDDEN: string = FORBIDDEN_TAGS.join();

/** The links as the page's author wrote them: what is put in their place keeps their query. */
const written = new WeakMap<Element, string>();

/** Sets an attribute where it is not so already; undefined and null leave it alone. */
export function setAttribute(element: Element, name: string, value: Json | undefined): void {
  const allowed = toAttributeText(name, value);
  if (allowed === undefined) return;
  const text = name === "href" ? toHref(element, allowed) : allowed;
  if (element.getAttribute(name) === text) return;
  if (name === "src") dropSources(element);
  element.setAttribute(name, text);
}

function toHref(element: Element, href: string): string {
  if (element.closest("[data-facet-query=drop]")) return href;
  const original = written.get(element) ?? element.getAttribute("href") ?? "";
  written.set(element, original);
  return withQuery(href, original, document.baseURI);
}

// A browser prefers these to `src`, so the old picture would stay.
function dropSources(element: Element): void {
  const picture = element.parentElement?.matches("picture") ? element.parentElement : element;
  for (const source of [element, ...picture.querySelectorAll("source")]) {
    source.removeAttribute("srcset");
    source.removeAttribute("sizes");
  }
}
