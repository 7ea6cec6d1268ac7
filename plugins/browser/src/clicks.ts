import type { PageState } from "@facet/client";
import type { Sender } from "./sender.ts";

/**
 * Reports clicks on what the site's `events.yaml` names by a selector. A selector that this browser
 * cannot read recognises nothing.
 */
export function watchClicks({ clicks = [] }: PageState, sender: Sender): () => void {
  const readable = clicks.filter(({ selector }) => isSelector(selector));
  const stop = new AbortController();
  const report = ({ target }: Event) => {
    if (!(target instanceof Element) || target.closest("[data-facet-ignore]")) return;
    const met = readable.filter(({ selector }) => target.closest(selector) !== null);
    const slot = target.closest("[data-facet]")?.getAttribute("data-facet") ?? undefined;
    for (const { event } of met) sender.add({ event, properties: { slot } });
    // The click may leave the page.
    if (met.length > 0) sender.flush();
  };
  if (readable.length > 0) {
    document.addEventListener("click", report, { capture: true, signal: stop.signal });
  }
  return () => stop.abort();
}

function isSelector(text: string): boolean {
  try {
    document.createDocumentFragment().querySelector(text);
    return true;
  } catch {
    return false;
  }
}
