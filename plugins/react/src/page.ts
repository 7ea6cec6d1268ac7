import { start } from "@facet/browser";
import type { FacetPage } from "@facet/browser";
import { STATE_ID } from "@facet/client";

interface Running {
  readonly element: Element;
  readonly state: string | null;
  readonly page: FacetPage;
}

let running: Running | undefined;

/**
 * Runs the page runtime over a state element, or goes on with the run that has the same state. A
 * framework may keep the pages that one has left in the document, states included: this one becomes
 * the only element of its id.
 *
 * @returns Ends it, unless another run has taken over.
 */
export function runPage(element: Element): () => void {
  for (const other of document.querySelectorAll(`[id="${STATE_ID}"]`)) {
    if (other !== element) other.removeAttribute("id");
  }
  element.id = STATE_ID;
  const state = element.textContent;
  if (running?.element !== element || running.state !== state) {
    running?.page.stop();
    running = { element, state, page: start() };
  }
  const own = running;
  return () => {
    own.page.stop();
    if (running === own) running = undefined;
  };
}

/** Runs the page runtime before the framework has started, where the document has a state already. */
export function runEarly(): void {
  const run = () => {
    const element = document.getElementById(STATE_ID);
    if (element !== null && running === undefined) runPage(element);
  };
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", run, { once: true });
  } else {
    // Not at once: whatever happens in here, the framework must start.
    queueMicrotask(run);
  }
}
