import { startRuntime } from "./runtime.ts";
import type { FacetPage, StartOptions } from "./runtime.ts";

/**
 * Starts the runtime over the state that the server wrote into the page; without one the page is
 * filled here, if `ask` says so, or nothing is watched. A prerendered page starts when it is really
 * shown.
 */
export function start(options: StartOptions = {}): FacetPage {
  return startRuntime(options, async (fill) => (await import("./hole/hole.ts")).fillPage(fill));
}
