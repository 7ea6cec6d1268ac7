import type { Cta, Image } from "@facet/client";
import { safeUrl } from "@facet/client/url";
import type { PageElement } from "../rewriter/rewriter.ts";
import { toHref } from "./links.ts";

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

/** The element that a slot's content fills, and the content, known to have the shape it needs. */
export type Part =
  | { readonly tag: "a"; readonly content: Cta }
  | { readonly tag: "img"; readonly content: Image };

/** What a slot of `type` fills; undefined: neither a link nor an image, or content of no such shape. */
export function toPart(type: string, content: unknown): Part | undefined {
  if (type === "cta" && hasText(content, "href") && hasText(content, "label")) {
    return { tag: "a", content: content as Cta };
  }
  if (type === "image" && hasText(content, "src")) return { tag: "img", content: content as Image };
  return undefined;
}

function hasText(content: unknown, name: string): boolean {
  if (typeof content !== "object" || content === null) return false;
  return typeof (content as Readonly<Record<string, unknown>>)[name] === "string";
}

/** Makes a link lead where a `cta` slot says. */
export function fillLink(element: PageElement, content: Cta): void {
  setAttribute(element, "href", toHref(content.href, readAttribute(element, "href")));
}

/** Makes an `<img>` show what an `image` slot says, and nothing else. */
export function fillImage(element: PageElement, content: Image): void {
  setAttribute(element, "src", safeUrl(content.src));
  for (const name of IMAGE_SOURCES) element.removeAttribute(name);
  for (const name of ["alt", "width", "height"] as const) {
    const value = content[name];
    if (typeof value === "string" || typeof value === "number") {
      setAttribute(element, name, `${value}`);
    }
  }
}

/** Sets an attribute to a text; the rewriter itself escapes quotes alone. */
function setAttribute(element: PageElement, name: string, text: string): void {
  element.setAttribute(name, text.replaceAll("&", "&amp;"));
}

function readAttribute(element: PageElement, name: string): string | null {
  return element.getAttribute(name)?.replaceAll(/&(?:amp|#38|#x26);/gi, "&") ?? null;
}
