import type { Json, SlotDecision } from "@facet/client";
import { isShown, toAttributePairs, valueAt } from "@facet/client/marks";
import { FORBIDDEN, setAttribute } from "./attributes.ts";
import { fill } from "./fill.ts";

const PART = "data-facet-part";
const ATTRIBUTES = "data-facet-attr";
const IF = "data-facet-if";
const UNLESS = "data-facet-unless";

/** Puts markup below a slot's root; loaded where the page has such a slot. */
export type FillHtml = (root: Element, markup: string) => void;

/**
 * Makes a slot's root show what was decided. The root itself stays, and so do listeners, focus and
 * what was typed; done twice it changes nothing the second time.
 *
 * @param fillHtml For slots of type html; undefined leaves them as they are.
 */
export function fillSlot(root: Element, slot: SlotDecision, fillHtml: FillHtml | undefined): void {
  if (root.matches(FORBIDDEN)) return;
  const { content, type } = slot;
  const isHidden = slot.hidden === true || content === null;
  if (!isHidden) fillContent(root, { content, type, fillHtml });
  setHidden(root, isHidden);
}

function fillContent(
  root: Element,
  {
    content,
    type,
    fillHtml,
  }: Pick<SlotDecision, "content" | "type"> & { fillHtml?: FillHtml | undefined },
): void {
  const marked = markedElements(root);
  const parts = marked.filter((element) => element.hasAttribute(PART));
  for (const part of parts) fill(part, valueAt(content, part.getAttribute(PART) ?? ""));
  if (parts.length === 0) {
    if (type === "html" && typeof content === "string") fillHtml?.(root, content);
    // A form keeps what was typed into it, and what a json slot means only its parts say.
    else if (type !== "form" && type !== "json") fill(root, content);
  }
  for (const element of marked) {
    setAttributes(element, content);
    setHiddenBy(element, content);
  }
}

// The root and what is below it, but for other slots and what is to be left alone.
function markedElements(root: Element): Element[] {
  const inside = root.querySelectorAll(`[${PART}],[${ATTRIBUTES}],[${IF}],[${UNLESS}]`);
  const own = Array.from(inside).filter(
    (element) =>
      element.closest("[data-facet]") === root &&
      !isIgnored(element) &&
      !element.matches(FORBIDDEN),
  );
  return [root, ...own];
}

/** Whether an element is in a part of the page that Facet is to leave alone. */
export function isIgnored(element: Element): boolean {
  return element.closest("[data-facet-ignore]") !== null;
}

function setAttributes(element: Element, content: Json): void {
  for (const [name, path] of toAttributePairs(element.getAttribute(ATTRIBUTES))) {
    setAttribute(element, name, valueAt(content, path));
  }
}

function setHiddenBy(element: Element, content: Json): void {
  const wanted = element.getAttribute(IF);
  const unwanted = element.getAttribute(UNLESS);
  if (wanted === null && unwanted === null) return;
  setHidden(element, !isShown(content, { wanted, unwanted }));
}

function setHidden(element: Element, isHidden: boolean): void {
  if (element.hasAttribute("hidden") !== isHidden) element.toggleAttribute("hidden", isHidden);
}
