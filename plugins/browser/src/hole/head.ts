import { toDecideUrl, toTarget } from "./ask.ts";
import type { AskOptions } from "./ask.ts";

/** Longest time from the start of the navigation that content is kept hidden for. */
export const CLOAK_MS = 400;

/** What the script in the head hands on to the runtime, which loads later. */
export interface FacetHead {
  /** Hides the slots; disabled: the page shows what it has. */
  readonly cloak: CSSStyleSheet;
  /** The service's answer on its way, whatever it says; undefined where none came. */
  decision?: Promise<unknown>;
}

declare global {
  /** Set by the script in the head. */
  // oxlint-disable-next-line no-var -- only `var` declares a member of globalThis
  var facetHead: FacetHead | undefined;
  /** Of pages that are loaded ahead (wicg.github.io/nav-speculation/prerendering.html). */
  interface Document {
    readonly prerendering?: boolean;
    onprerenderingchange?: (() => void) | null;
  }
}

/**
 * For the head of a page that no server rendered: hides `[data-facet-cloak]` until the runtime has
 * filled the slots, 400 ms from the start of the navigation at the longest, keeps their height
 * (`data-facet-reserve`), and asks for the decision while the page still loads. It depends on
 * nothing: should the rest never come, the page shows what it has.
 */
export function openHead(options: AskOptions): void {
  // Neither an inline style nor a `style` element: a strict policy forbids both.
  const cloak = new CSSStyleSheet();
  cloak.replaceSync("[data-facet-cloak]{visibility:hidden}");
  document.adoptedStyleSheets.push(cloak);
  const parsing = new MutationObserver(() => {
    for (const element of document.querySelectorAll<HTMLElement>("[data-facet-reserve]")) {
      element.style.minHeight = element.dataset["facetReserve"] ?? "";
    }
    if (cloak.disabled) parsing.disconnect();
  });
  parsing.observe(document, { childList: true, subtree: true });

  const head: FacetHead = (globalThis.facetHead = { cloak });
  const begin = (waitMs: number) => {
    head.decision = fetch(toDecideUrl(toTarget(options)), { credentials: "include" })
      .then((response) => response.json())
      .catch(() => undefined);
    setTimeout(() => {
      cloak.disabled = true;
    }, waitMs);
  };
  // A page that is loaded ahead is nobody's view before it is shown.
  if (document.prerendering) document.onprerenderingchange = () => begin(CLOAK_MS);
  else begin(CLOAK_MS - performance.now());
}
