import type { ConsentSource } from "../consent/bridges.ts";
import { fillPage } from "../hole/hole.ts";
import { startRuntime } from "../runtime.ts";
import type { FacetPage } from "../runtime.ts";

declare global {
  /** The runtime of a page that loads it as a plain script. */
  // oxlint-disable-next-line no-var -- only `var` declares a member of globalThis
  var facet: FacetPage | undefined;
}

// A module script does not know its own element, so the one that says what to do has an id.
const { api, key, follow, consent } = document.getElementById("facet-script")?.dataset ?? {};
const sources = (["google", "tcf"] satisfies ConsentSource[]).filter((name) =>
  consent?.split(" ").includes(name),
);
globalThis.facet = startRuntime(
  { ask: { api, key }, followNavigation: follow !== undefined, consent: sources },
  fillPage,
);
document.dispatchEvent(new Event("facet:ready"));
