import { facetHandle, facetHandleFetch } from "@facet/sveltekit";
import { sequence } from "@sveltejs/kit/hooks";
import { facet } from "./lib/server/facet.ts";
import { pageCache } from "./lib/server/page-cache.ts";

export const handle = sequence(facetHandle(facet), pageCache());

export const handleFetch = facetHandleFetch;
