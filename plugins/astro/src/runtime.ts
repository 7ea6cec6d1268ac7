import process from "node:process";
import { createFacet } from "@facet/client";
import { options } from "virtual:facet/options";
import { toFacetOptions } from "./options.ts";

/** The one client of this server, shared by the middleware and the endpoint. */
export const facet = createFacet(toFacetOptions(options, process.env));
