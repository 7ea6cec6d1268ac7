import type { Json } from "@facet/client";
import { setAttribute } from "./attributes.ts";
import { setText } from "./text.ts";

/** Makes an element show a value: a text, a link (`label`, `href`) or an image (`src`). */
export function fill(element: Element, value: Json | undefined): void {
  if (value === undefined || value === null || Array.isArray(value)) return;
  if (typeof value === "object") return fillParts(element, value as Readonly<Record<string, Json>>);
  if (element instanceof HTMLImageElement) return setAttribute(element, "src", value);
  // What a visitor has typed is theirs.
  if (element.matches("input,select,textarea")) return;
  setText(element, String(value));
}

function fillParts(element: Element, content: Readonly<Record<string, Json>>): void {
  if (content["src"] !== undefined) {
    const image = element.matches("img") ? element : element.querySelector("img");
    for (const name of ["alt", "width", "height", "src"]) {
      if (image !== null) setAttribute(image, name, content[name]);
    }
    return;
  }
  const link = element.matches("a,button") ? element : (element.querySelector("a") ?? element);
  if (typeof content["label"] === "string") setText(link, content["label"]);
  if (link.matches("a")) {
    for (const name of ["href", "target"]) setAttribute(link, name, content[name]);
  }
  setAttribute(link, "title", content["title"]);
}
