import { createContext } from "react-router";
import type { FacetResult } from "@facet/client";

/** Where middleware and loaders of one request find its decision; null: nobody decided. */
export const facetContext = createContext<FacetResult | null>(null);
