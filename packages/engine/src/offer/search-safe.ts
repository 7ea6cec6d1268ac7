import { lookup } from "../condition/index.ts";
import type { Scope } from "../condition/index.ts";
import type { OfferLimits } from "../ruleset.ts";
import type { Suppression } from "./limits.ts";

/** What is said of a modal that opens as a bar. */
export const SEARCH_SAFE: Suppression = {
  reason: "search-safe",
  detail:
    "the first page on a phone after a search: a bar until 60 % is scrolled or a second page is opened",
};

/**
 * Whether this is the first page that an unpaid search brought to a phone: search engines rank pages
 * lower that cover themselves there. Where the visit's pages are not counted, a page that was
 * reached from a search is a first one.
 */
export function isSearchSafe({ signals }: Pick<Scope, "signals">, limits: OfferLimits): boolean {
  return (
    limits.searchSafe !== false &&
    lookup(signals, ["device", "type"]) === "mobile" &&
    lookup(signals, ["channel"]) === "Organic Search" &&
    (lookup(signals, ["pageviews"]) ?? 1) === 1
  );
}
