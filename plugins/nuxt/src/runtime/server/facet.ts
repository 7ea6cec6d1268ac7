import { createFacet } from "@facet/client";
import { options } from "virtual:facet/options";
import { toFacetOptions } from "../../options.ts";

const { process } = globalThis as {
  readonly process?: { readonly env: Readonly<Record<string, string | undefined>> };
};

/** The one client of this server. */
export const facet = createFacet(toFacetOptions(options, process?.env ?? {}));
