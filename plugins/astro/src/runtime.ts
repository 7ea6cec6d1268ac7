import process from "node:process";
import { createFacet } from "@facet/client";
import { options } from "virtual:facet/options";
import { toFacetOptions } from "./options.ts";

/** The one client of this server, shared by the deciding layer, the endpoint and the site's own code. */
export const facet = createFacet(toFacetOptions(options, process.env));
