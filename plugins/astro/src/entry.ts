import { astro, FetchState } from "astro/fetch";
import { withFacet } from "./fetch.ts";

/** What Astro hands every request to where the site has no fetch file of its own. */
// oxlint-disable-next-line import/no-default-export -- Astro takes the default export of a fetch file
export default {
  fetch(request: Request): Promise<Response> {
    const state = new FetchState(request);
    return withFacet(state, () => astro(state));
  },
};
