import { FacetError } from "@facet/client";
import type { FacetOptions } from "@facet/client";

/** Options of the plugin: the client's, with a secret, because codes are seen in paths. */
export interface FacetNextOptions extends Omit<FacetOptions, "cache" | "codeSecret"> {
  /**
   * Signs the codes in paths and the decisions that the proxy hands to private pages. The same for
   * the proxy, the pages and the service (`FACET_CODE_SECRET`).
   */
  readonly codeSecret: string;
}

/**
 * The client's options for pages that are cached by a path with the code in it.
 * @throws FacetError `CONFIG` where there is no secret.
 */
export function toFacetOptions(options: FacetNextOptions): FacetOptions {
  if (options.codeSecret === "") {
    throw new FacetError(
      "CONFIG",
      '@facet/next: "codeSecret" is empty; expected a long random text, best from FACET_CODE_SECRET in the environment of the build and of the server',
    );
  }
  return { ...options, cache: "path" };
}
