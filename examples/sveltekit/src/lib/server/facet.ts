import { facetClient } from "@facet/sveltekit";

/** What decides; the environment says where. */
export const facet = facetClient();
