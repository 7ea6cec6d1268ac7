import { building } from "$app/env";
import process from "node:process";
import { createFacet, withEnvironment } from "@facet/client";
import type { Facet, FacetOptions } from "@facet/client";

/** A page is prerendered for all its visitors and nobody waits for it: better late than without content. */
const BUILD_TIMEOUT_MS = 10_000;

/**
 * Makes the client of this server. `FACET_API`, `FACET_KEY`, `FACET_SITE`, `FACET_CODE_SECRET` and
 * `FACET_TIMEOUT_MS` in its environment win over the options. While the site is built, the service
 * has ten seconds for an answer at least.
 */
export function facetClient(options: FacetOptions = {}): Facet {
  const told = withEnvironment(options, process.env);
  return createFacet(building ? toPatient(told) : told);
}

function toPatient(options: FacetOptions): FacetOptions {
  return {
    ...options,
    timeoutMs: Math.max(options.timeoutMs ?? 0, BUILD_TIMEOUT_MS),
    eventTimeoutMs: Math.max(options.eventTimeoutMs ?? 0, BUILD_TIMEOUT_MS),
  };
}
