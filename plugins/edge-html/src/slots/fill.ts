import type { Cta, Image, Json } from "@facet/client";
import {
  FORBIDDEN_TAGS,
  isShown,
  toAttributePairs,
  toAttributeText,
  valueAt,
  withQuery,
} from "@facet/client/marks";
import type { PageElement } from "../rewriter/rewriter.ts";

// What lazy loaders and responsive images would show instead of `src`.
const IMAGE_SOURCES = [
  "srcset",
  "sizes",
  "data-src",
  "data-srcset",
  "data-original",
  "data-lazy-src",
  "data-lazy-srcset",
];
const FORBIDDEN = new Set(FORBIDDEN_TAGS);

/**
 * Elements that nothing decided is put into: markup is read as something else there, they are a
 * form's own parts, or they frame the page.
 */
export const REFUSED_TAGS: ReadonlySet<string> = new Set([
  ...FORBIDDEN_TAGS,
  "html",
  "head",
  "body",
  "template",
  "noscript",
  "svg",
  "math",
  "input",
  "select",
  "option",
  "textarea",
]);

/** The element that a content fills, and the content, known to have the shape it needs. */
export type Part =
  | { readonly tag: "a"; readonly content: Cta }
  | { readonly tag: "img"; readonly content: Image };

/** What a content fills; undefined: it is neither a link nor an image. */
export function toPart(content: unknown): Part | undefined {
  if (hasText(content, "href") && hasText(content, "label")) {
    return { tag: "a", content: content as Cta };
  }
  if (hasText(content, "src")) return { tag: "img", content: content as Image };
  return undefined;
}

function hasText(content: unknown, name: string): boolean {
  if (typeof content !== "object" || content === null || !Object.hasOwn(content, name))
    return false;
  return typeof (content as Readonly<Record<string, unknown>>)[name] === "string";
}

/** Sets the attributes that a link or an image has by its content. */
export function setPartAttributes(element: PageElement, part: Part, base: string): void {
  const names = part.tag === "a" ? ["href"] : ["src", "alt", "width", "height"];
  const values: Readonly<Record<string, Json | undefined>> = { ...part.content };
  for (const name of names) setAttribute(element, { name, value: values[name], base });
}

/**
 * Sets what an element's own `data-facet-attr`, `data-facet-if` and `data-facet-unless` say of a
 * content.
 */
export function setMarkedAttributes(element: PageElement, content: Json, base: string): void {
  for (const [name, path] of toAttributePairs(element.getAttribute("data-facet-attr"))) {
    setAttribute(element, { name, value: valueAt(content, path), base });
  }
  const wanted = element.getAttribute("data-facet-if");
  const unwanted = element.getAttribute("data-facet-unless");
  if (wanted === null && unwanted === null) return;
  if (isShown(content, { wanted, unwanted })) element.removeAttribute("hidden");
  else element.setAttribute("hidden", "");
}

function setAttribute(
  element: PageElement,
  {
    name,
    value,
    base,
  }: { readonly name: string; readonly value: Json | undefined; readonly base: string },
): void {
  const allowed = toAttributeText(name, value);
  if (allowed === undefined || FORBIDDEN.has(element.tagName)) return;
  if (name === "src") for (const source of IMAGE_SOURCES) element.removeAttribute(source);
  const text = name === "href" ? toHref(element, allowed, base) : allowed;
  // The rewriter itself escapes quotes alone.
  element.setAttribute(name, text.replaceAll("&", "&amp;"));
}

function toHref(element: PageElement, href: string, base: string): string {
  if (element.getAttribute("data-facet-query") === "drop") return href;
  const before = element.getAttribute("href")?.replaceAll(/&(?:amp|#38|#x26);/gi, "&");
  return before === undefined ? href : withQuery(href, before, base);
}
