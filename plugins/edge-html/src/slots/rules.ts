import type { FacetDecision } from "@facet/client";
import type { PageElement, PageRule } from "../rewriter/rewriter.ts";
import { REFUSED_TAGS } from "./fill.ts";
import { watchGrounds } from "./hydrated.ts";
import { createPageFill } from "./page-fill.ts";
import { splitSelectors } from "./selector.ts";

/** Which elements of the page a slot fills: slot id → selectors. */
export type SlotBindings = Readonly<Record<string, string | readonly string[]>>;

/** How a page's slots are filled. */
export interface PageRulesOptions {
  readonly bind: SlotBindings;
  /** Address of the page. */
  readonly base: string;
  /** Told why a slot was left as it is: the slot, and the rest of the sentence. */
  readonly refuse: (slot: string, why: string) => void;
}

const MARKED = "[data-facet]";

/**
 * What is to be done with one page: the slots of `decision` go where `bind` or a `data-facet`
 * attribute says. Content is put in, never the element itself exchanged, and a form in a slot stays.
 */
export function toPageRules(
  decision: Pick<FacetDecision, "slots">,
  { bind, base, refuse }: PageRulesOptions,
): readonly PageRule[] {
  const page = createPageFill(base);
  const grounds = watchGrounds(page.isReplacing);

  function fill(element: PageElement, id: string): void {
    if (page.isReplacing() || !Object.hasOwn(decision.slots, id)) return;
    const slot = decision.slots[id];
    const closedBy = grounds.closedBy();
    if (slot === undefined || closedBy === "ignored") return;
    if (closedBy === "hydrated") {
      return refuse(id, "is inside of what a framework hydrates, and would be reverted there");
    }
    if (REFUSED_TAGS.has(element.tagName)) {
      return refuse(id, `is bound to a <${element.tagName}>; bind it to an element with content`);
    }
    if (slot.hidden === true) {
      element.remove();
      return;
    }
    if (slot.type === "form" || element.tagName === "form") {
      return refuse(id, "is a form, and forms are never replaced");
    }
    const onUnfilled = (tag: string) => refuse(id, `is bound to an element with no <${tag}> in it`);
    if (page.fillRoot(element, slot, onUnfilled)) element.setAttribute("data-facet", id);
  }

  function pass(element: PageElement): void {
    if (page.isReplacing() || grounds.closedBy() === undefined) page.passInner(element);
  }

  const drop = (chunk: { remove(): unknown }) => {
    if (page.isDropping()) chunk.remove();
  };
  const shown = toBound(bind).filter(({ id }) => Object.hasOwn(decision.slots, id));
  const selectors = [MARKED, ...new Set(shown.map(({ selector }) => selector))];
  return [
    ...grounds.rules,
    // What is inside is passed before it is filled: the outer of two slots wins.
    ...selectors.map((selector) => ({ selector: `${selector} *`, element: pass })),
    ...selectors.map((selector) => ({ selector, text: drop, comments: drop })),
    ...shown.map(({ id, selector }) => ({
      selector,
      element: (element: PageElement) => fill(element, id),
    })),
    {
      selector: MARKED,
      element: (element) => fill(element, element.getAttribute("data-facet") ?? ""),
    },
  ];
}

function toBound(
  bind: SlotBindings,
): readonly { readonly id: string; readonly selector: string }[] {
  return Object.entries(bind).flatMap(([id, lists]) =>
    [lists].flat().flatMap((list) => splitSelectors(list).map((selector) => ({ id, selector }))),
  );
}
