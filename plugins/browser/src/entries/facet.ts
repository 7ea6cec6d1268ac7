import type { ConsentSource } from "../consent/bridges.ts";
import { fillPage } from "../hole/hole.ts";
import { startRuntime } from "../runtime.ts";

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
