import process from "node:process";
import { createFacet, withEnvironment } from "@facet/client";

/** The one client of this server. */
export const facet = createFacet(withEnvironment({}, process.env));
