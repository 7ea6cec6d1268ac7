import { withFacet } from "@facet/astro/fetch";
import { astro, FetchState } from "astro/fetch";
import { asPerson } from "./preview/as-person.ts";

/** Handles every request: the visitor bar has its say before Facet decides. */
// oxlint-disable-next-line import/no-default-export -- Astro takes the default export of a fetch file
export default {
  fetch(request: Request): Promise<Response> {
    const state = new FetchState(request);
    state.request = asPerson(request);
    return withFacet(state, () => astro(state));
  },
};
