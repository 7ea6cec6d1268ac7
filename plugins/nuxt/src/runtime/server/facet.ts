import { createFacet, withEnvironment } from "@facet/client";
import { options } from "virtual:facet/options";

const { process } = globalThis as {
  readonly process?: { readonly env: Readonly<Record<string, string | undefined>> };
};

/** The one client of this server. */
export const facet = createFacet(withEnvironment(options, process?.env ?? {}));
