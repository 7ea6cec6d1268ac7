import type { FacetDecision, Json } from "@facet/client";
import { valueAt } from "@facet/client/marks";
import { onEnd } from "../rewriter/rewriter.ts";
import type { PageElement } from "../rewriter/rewriter.ts";
import { REFUSED_TAGS, setMarkedAttributes, setPartAttributes, toPart } from "./fill.ts";
import type { Part } from "./fill.ts";

const MARKS = ["data-facet-part", "data-facet-attr", "data-facet-if", "data-facet-unless"];

/** What is filled of one page, element by element, as it streams by. */
export interface PageFill {
  /** Whether the page is inside of content that is being replaced. */
  isReplacing(): boolean;
  /** Whether that content goes: all of it but forms. */
  isDropping(): boolean;
  /**
   * Puts a slot into its root; answers whether the root shows it now. `onUnfilled` is called where a
   * root ends that had no element for its link or image.
   */
  fillRoot(
    element: PageElement,
    slot: FacetDecision["slots"][string],
    onUnfilled: (tag: Part["tag"]) => void,
  ): boolean;
  /** Does what is to be done with an element inside of a root. */
  passInner(element: PageElement): void;
}

/** Fills one page, whose address is `base`. */
export function createPageFill(base: string): PageFill {
  let isReplacing = false;
  let isInForm = false;
  // The content whose parts may come, and what the first link or image is still to show.
  let open: Json | undefined;
  let awaited: Part | undefined;

  function replaceContent(element: PageElement, content: string, { html }: { html: boolean }) {
    const hasContent = onEnd(element, () => {
      isReplacing = false;
    });
    if (!hasContent) return false;
    isReplacing = true;
    element.prepend(content, { html });
    return true;
  }

  function putPart(element: PageElement, part: Part): boolean {
    setPartAttributes(element, part, base);
    return part.tag === "img" || replaceContent(element, part.content.label, { html: false });
  }

  function openRoot(element: PageElement, content: Json, onUnfilled?: (tag: "a" | "img") => void) {
    const [outer, outerAwaited] = [open, awaited];
    const isOpen = onEnd(element, () => {
      if (awaited !== undefined) onUnfilled?.(awaited.tag);
      open = outer;
      awaited = outerAwaited;
    });
    if (!isOpen) return false;
    open = content;
    awaited = onUnfilled === undefined ? undefined : toPart(content);
    return true;
  }

  function fillMarked(element: PageElement, content: Json): void {
    awaited = undefined;
    setMarkedAttributes(element, content, base);
    const path = element.getAttribute("data-facet-part");
    const value = path === null ? undefined : valueAt(content, path);
    if (value === undefined || value === null || REFUSED_TAGS.has(element.tagName)) return;
    const part = toPart(element.tagName === "img" ? toImage(value) : value);
    if (part?.tag === element.tagName) putPart(element, part);
    else if (typeof value !== "object") replaceContent(element, String(value), { html: false });
  }

  return {
    isReplacing: () => isReplacing,
    isDropping: () => isReplacing && !isInForm,
    fillRoot(element, { type, content }, onUnfilled) {
      setMarkedAttributes(element, content, base);
      if (type === "text" || type === "html") {
        return (
          typeof content === "string" && replaceContent(element, content, { html: type === "html" })
        );
      }
      if (content === null) return false;
      const part = toPart(content);
      if (type === "json" || element.getAttribute("data-facet-attr") !== null) {
        return openRoot(element, content);
      }
      if (part === undefined) return false;
      if (element.tagName === part.tag) return putPart(element, part);
      if (element.tagName === "button" && part.tag === "a") {
        return replaceContent(element, part.content.label, { html: false });
      }
      return openRoot(element, content, onUnfilled);
    },
    passInner(element) {
      if (isReplacing && element.tagName === "form") {
        isInForm = onEnd(element, () => {
          isInForm = false;
        });
      } else if (isReplacing) {
        if (!isInForm) element.removeAndKeepContent();
      } else if (open !== undefined && element.getAttribute("data-facet") === null) {
        if (MARKS.some((mark) => element.getAttribute(mark) !== null)) fillMarked(element, open);
        else if (awaited !== undefined) passAwaited(element, awaited);
      }
    },
  };

  function passAwaited(element: PageElement, part: Part): void {
    if (element.tagName === part.tag) {
      awaited = undefined;
      putPart(element, part);
    } else if (part.tag === "img" && element.tagName === "source") {
      element.remove();
    }
  }
}

/** The content of an image that is named by its address alone. */
function toImage(value: Json): Json {
  return typeof value === "string" ? { src: value } : value;
}
