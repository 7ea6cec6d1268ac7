import { createFacetNext } from "@facet/next";
import { options } from "./options";

/** What this site's pages ask. */
export const facet = createFacetNext(options);
