import { toTarget } from "./hole/ask.ts";
import type { AskOptions } from "./hole/ask.ts";
import type { FilledPage, FillOptions } from "./hole/hole.ts";
import type { PageFacts } from "./page.ts";
import { completeState, emptyState, fetchState, readState, stateText } from "./state.ts";

/** Fills the slots of a page that no server rendered. */
export type FillPage = (options: FillOptions) => Promise<FilledPage>;

/** Finds out about page views, one after the other. */
export interface FactSource {
  /** Of the page as it is now; undefined where nobody decided about it. Ends the one before. */
  next(): PageFacts | undefined;
  /** Leaves the page's slots as they are. */
  stop(): void;
}

/**
 * Makes a source: the state in the page, else the answer that `ask` says where to get, else for a
 * page that came to another address the state of that address.
 */
export function createFactSource(options: {
  readonly ask: AskOptions | undefined;
  readonly fillPage: FillPage;
}): FactSource {
  const { ask, fillPage } = options;
  let text: string | undefined;
  let address: string | undefined;
  let filled: Promise<FilledPage> | undefined;

  function fill(ask: AskOptions, referrer: string | undefined): PageFacts {
    const target = toTarget(ask);
    filled = fillPage({ ...ask, ...(referrer === undefined ? {} : { referrer }) });
    const known = Promise.all([filled, isParsed()]).then(
      ([{ state }]) => state,
      () => emptyState(target),
    );
    return { target, known, whole: known };
  }

  function stop(): void {
    void filled?.then(
      (page) => page.stop(),
      () => undefined,
    );
    filled = undefined;
  }

  return {
    next() {
      stop();
      const [textBefore, referrer] = [text, address];
      text = stateText();
      address = location.href;
      const state = readState();
      // After a move without loading the page may still hold the state of the address before.
      if (state !== undefined && text !== textBefore) {
        // Decided on the way after all: nothing is left to wait for.
        if (globalThis.facetHead) globalThis.facetHead.cloak.disabled = true;
        return { target: state, known: Promise.resolve(state), whole: completeState(state) };
      }
      if (ask !== undefined) return fill(ask, referrer);
      if (state === undefined) return undefined;
      const { endpoint } = state;
      const known = fetchState({ endpoint }).then((own) => ({
        ...emptyState({ endpoint }),
        ...own,
      }));
      return { target: { endpoint }, known, whole: known };
    },
    stop,
  };
}

/** Resolves when the whole page has been read. */
async function isParsed(): Promise<void> {
  if (document.readyState !== "loading") return;
  await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
}
