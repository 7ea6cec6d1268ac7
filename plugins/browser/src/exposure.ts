import type { Sender } from "./sender.ts";
import type { LiveState } from "./state.ts";

const HALF = 0.5;
const RECHECK_MS = 500;

/** Reports which slots were seen. */
export interface ExposureWatch {
  /** The page is being left: reports what waits for the page's own decision without it. */
  leave(): void;
  stop(): void;
}

/**
 * Reports each slot once per page view, when half of it, or as much as fills half the window, is
 * really to be seen. On a page from a cache the reports wait until it has a decision of its own.
 *
 * @param whole The state with that decision.
 */
export function watchExposure(
  state: LiveState,
  { whole, sender }: { readonly whole: Promise<LiveState>; readonly sender: Sender },
): ExposureWatch {
  const seen = new Set<string>();
  let settled: LiveState | undefined;
  let waiting: string[] = [];
  const report = (about: LiveState) => {
    for (const id of waiting) sender.add(toExposure(about, state, id));
    waiting = [];
  };
  void whole.then((own) => report((settled = own)));

  const visible = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const { target } = entry;
        const id = target.getAttribute("data-facet") ?? "";
        if (seen.has(id) || !isEnough(entry)) continue;
        if (isShown(target)) {
          seen.add(id);
          visible.unobserve(target);
          waiting.push(id);
          if (settled !== undefined) report(settled);
        } else {
          // The observer says nothing of what only fades in.
          setTimeout(look, RECHECK_MS, target);
        }
      }
    },
    { threshold: [0, 0.1, 0.25, HALF] },
  );
  const look = (element: Element) => {
    if (stopped) return;
    visible.unobserve(element);
    visible.observe(element);
  };
  let stopped = false;
  const find = () => {
    for (const element of document.querySelectorAll("[data-facet]")) {
      const id = element.getAttribute("data-facet") ?? "";
      const isOurs = Object.hasOwn(state.slots, id) && !element.closest("[data-facet-ignore]");
      if (isOurs && !seen.has(id)) visible.observe(element);
    }
  };
  // A page's own code puts slots in later, or other elements in their place.
  const added = new MutationObserver((records) => {
    if (records.some(({ addedNodes }) => addedNodes.length > 0)) find();
  });
  added.observe(document, { childList: true, subtree: true });
  find();
  return {
    leave: () => report(state),
    stop() {
      stopped = true;
      visible.disconnect();
      added.disconnect();
    },
  };
}

function isEnough({
  isIntersecting,
  intersectionRatio,
  intersectionRect,
  rootBounds,
}: IntersectionObserverEntry): boolean {
  const height = rootBounds?.height ?? innerHeight;
  return isIntersecting && (intersectionRatio >= HALF || intersectionRect.height >= height * HALF);
}

function isShown(element: Element): boolean {
  return (
    document.visibilityState === "visible" &&
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  );
}

function toExposure({ decisionId, code }: LiveState, { page, slots }: LiveState, slot: string) {
  return {
    event: "Slot Exposed",
    properties: { slot, ...slots[slot], page, decisionId, code },
    // The same exposure sent twice is one: a page restored from the history counts no second time.
    ...(decisionId === "" ? {} : { messageId: `${decisionId}:${slot}` }),
  };
}
