import type { FacetDecision } from "@facet/client";
import { onEnd } from "../rewriter/rewriter.ts";
import type { PageElement, PageRule } from "../rewriter/rewriter.ts";
import { fillImage, fillLink, toPart } from "./fill.ts";
import type { Part } from "./fill.ts";
import { watchGrounds } from "./hydrated.ts";
import { splitSelectors } from "./selector.ts";

/** Which elements of the page a slot fills: slot id → selectors. */
export type SlotBindings = Readonly<Record<string, string | readonly string[]>>;

/** Says why a slot was left as it is: the slot, and the rest of the sentence. */
export type Refuse = (slot: string, why: string) => void;

type Slot = FacetDecision["slots"][string];

// Nothing that is decided goes where markup is read as something else, into a form's own parts, or
// into what frames the page.
const REFUSED = new Set(
  "html head body base meta link script style template noscript iframe object embed svg math input select option textarea".split(
    " ",
  ),
);

const MARKED = "[data-facet]";

/**
 * What is to be done with one page: the slots of `decision` go where `bind` or a `data-facet`
 * attribute says. Content is put in, never the element itself exchanged, and a form in a slot stays.
 */
export function toPageRules(
  decision: Pick<FacetDecision, "slots">,
  options: { readonly bind: SlotBindings; readonly refuse: Refuse },
): readonly PageRule[] {
  const { refuse } = options;
  // Inside of content that is being replaced, and there inside of a form, which stays.
  let isReplacing = false;
  let isInForm = false;
  // A wrapper whose link or image is still to come.
  let awaited: Part | undefined;
  const grounds = watchGrounds(() => isReplacing);

  function replaceContent(element: PageElement, content: string, { html }: { html: boolean }) {
    const hasContent = onEnd(element, () => {
      isReplacing = false;
    });
    if (!hasContent) return false;
    isReplacing = true;
    element.prepend(content, { html });
    return true;
  }

  function fill(element: PageElement, id: string): void {
    if (isReplacing || awaited !== undefined || !Object.hasOwn(decision.slots, id)) return;
    const slot = decision.slots[id];
    const closedBy = grounds.closedBy();
    if (slot === undefined || closedBy === "ignored") return;
    if (closedBy === "hydrated") {
      return refuse(id, "is inside of what a framework hydrates, and would be reverted there");
    }
    if (REFUSED.has(element.tagName)) {
      return refuse(id, `is bound to a <${element.tagName}>; bind it to an element with content`);
    }
    if (slot.hidden === true) {
      element.remove();
    } else if (slot.type === "form" || element.tagName === "form") {
      refuse(id, "is a form, and forms are never replaced");
    } else if (put(element, id, slot)) {
      element.setAttribute("data-facet", id);
    }
  }

  /** Answers whether the element shows the slot now. */
  function put(element: PageElement, id: string, { type, content }: Slot): boolean {
    const tag = element.tagName;
    if ((type === "text" || type === "html") && typeof content === "string") {
      return replaceContent(element, content, { html: type === "html" });
    }
    const part = toPart(type, content);
    if (part === undefined) return false;
    if (tag === part.tag) return putPart(element, part);
    if (tag === "button" && part.tag === "a") {
      return replaceContent(element, part.content.label, { html: false });
    }
    const isOpen = onEnd(element, () => {
      if (awaited !== undefined) refuse(id, `is bound to an element with no <${part.tag}> in it`);
      awaited = undefined;
    });
    if (isOpen) awaited = part;
    return isOpen;
  }

  function putPart(element: PageElement, part: Part): boolean {
    if (part.tag === "img") {
      fillImage(element, part.content);
      return true;
    }
    fillLink(element, part.content);
    return replaceContent(element, part.content.label, { html: false });
  }

  function passInner(element: PageElement): void {
    if (isReplacing) {
      if (element.tagName === "form") {
        isInForm = onEnd(element, () => {
          isInForm = false;
        });
      } else if (!isInForm) {
        element.removeAndKeepContent();
      }
    } else if (awaited?.tag === element.tagName) {
      const part = awaited;
      awaited = undefined;
      putPart(element, part);
    } else if (awaited?.tag === "img" && element.tagName === "source") {
      element.remove();
    }
  }

  const drop = (chunk: { remove(): unknown }) => {
    if (isReplacing && !isInForm) chunk.remove();
  };
  const bound = Object.entries(options.bind).flatMap(([id, selectors]) =>
    [selectors]
      .flat()
      .flatMap((list) => splitSelectors(list).map((selector) => ({ id, selector }))),
  );
  const shown = bound.filter(({ id }) => Object.hasOwn(decision.slots, id));
  const selectors = [MARKED, ...new Set(shown.map(({ selector }) => selector))];
  return [
    ...grounds.rules,
    // What is inside is passed before it is filled: the outer of two slots wins.
    ...selectors.map((selector) => ({ selector: `${selector} *`, element: passInner })),
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
