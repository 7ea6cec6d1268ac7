import type { PageState, SlotOrigin } from "@facet/client";
import type { Sender } from "./sender.ts";

const HALF = 0.5;

/**
 * Reports each slot once per page view, when half of it, or as much as fills half the window, is
 * really to be seen.
 */
export function watchExposure(state: PageState, sender: Sender): () => void {
  const seen = new Set<string>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const id = entry.target.getAttribute("data-facet") ?? "";
        if (seen.has(id) || !isSeen(entry)) continue;
        seen.add(id);
        observer.unobserve(entry.target);
        sender.add(toExposure(state, id, state.slots[id]));
      }
    },
    { threshold: [0, 0.1, 0.25, HALF] },
  );
  for (const element of document.querySelectorAll("[data-facet]")) {
    if (Object.hasOwn(state.slots, element.getAttribute("data-facet") ?? "")) {
      observer.observe(element);
    }
  }
  return () => observer.disconnect();
}

function isSeen(entry: IntersectionObserverEntry): boolean {
  if (!entry.isIntersecting || document.visibilityState !== "visible") return false;
  const windowHeight = entry.rootBounds?.height ?? innerHeight;
  const enough =
    entry.intersectionRatio >= HALF || entry.intersectionRect.height >= windowHeight * HALF;
  return (
    enough && entry.target.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  );
}

function toExposure(state: PageState, slot: string, origin: SlotOrigin | undefined) {
  const { decisionId, page } = state;
  return {
    event: "Slot Exposed",
    properties: { slot, ...origin, page, decisionId },
    // The same exposure sent twice is one: a page restored from the history counts no second time.
    ...(decisionId === "" ? {} : { messageId: `${decisionId}:${slot}` }),
  };
}
