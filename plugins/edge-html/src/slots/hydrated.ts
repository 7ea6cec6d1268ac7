import { onEnd } from "../rewriter/rewriter.ts";
import type { PageRule } from "../rewriter/rewriter.ts";

// Elements whose content a framework takes over in the browser: it would find what it did not
// render, and put its own back.
const ROOTS = [
  "#__next",
  "#__nuxt",
  "#___gatsby",
  "astro-island",
  "[data-reactroot]",
  "[data-server-rendered]",
  "[data-v-app]",
  "[ng-version]",
  "[ng-server-context]",
].join(", ");

// What only a page has that is taken over as a whole, from `<html>` on.
const WHOLE_PAGE = [
  "script#__NEXT_DATA__",
  "script#__NUXT_DATA__",
  'script[src*="/_next/static/"]',
  'link[href*="/_next/static/"]',
].join(", ");

/** Where a page belongs to a framework, or is marked to be left alone. */
export interface Grounds {
  readonly rules: readonly PageRule[];
  /** Why what now streams by is not to be touched; undefined: it may be. */
  closedBy(): "hydrated" | "ignored" | undefined;
}

/**
 * Watches one page for hydrated roots and for `data-facet-ignore`.
 *
 * @param isReplacing Whether the page is inside of content that is being replaced, where no root
 * counts any more.
 */
export function watchGrounds(isReplacing: () => boolean): Grounds {
  let isHydratedPage = false;
  const open: ("hydrated" | "ignored")[] = [];
  const wholePage: PageRule = {
    selector: WHOLE_PAGE,
    element() {
      isHydratedPage = true;
    },
  };
  const region: PageRule = {
    selector: `${ROOTS}, [data-facet-ignore]`,
    element(element) {
      if (isReplacing()) return;
      const isIgnored = element.getAttribute("data-facet-ignore") !== null;
      if (onEnd(element, () => open.pop())) open.push(isIgnored ? "ignored" : "hydrated");
    },
  };
  return {
    rules: [wholePage, region],
    closedBy() {
      if (open.includes("ignored")) return "ignored";
      return isHydratedPage || open.length > 0 ? "hydrated" : undefined;
    },
  };
}
