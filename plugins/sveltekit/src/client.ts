import process from "node:process";
import { createFacet, withEnvironment } from "@facet/client";
import type { Facet, FacetOptions } from "@facet/client";

/**
 * Makes the client of this server. `FACET_API`, `FACET_KEY`, `FACET_SITE`, `FACET_CODE_SECRET` and
 * `FACET_TIMEOUT_MS` in its environment win over the options.
 */
export function facetClient(options: FacetOptions = {}): Facet {
  return createFacet(withEnvironment(options, process.env));
}
