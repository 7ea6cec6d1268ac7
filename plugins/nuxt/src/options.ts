import type { FacetOptions } from "@facet/client";

/** Options of the module (`facet` in `nuxt.config`). Plain data: they become part of the server. */
export interface FacetNuxtOptions {
  /** Address of the Facet service. `FACET_API` in the environment wins. */
  readonly api?: string;
  /** Secret key. Better kept out of the build: `FACET_KEY` in the environment. */
  readonly key?: string;
  /** Public origin of the site, where the server behind a proxy sees another. `FACET_SITE` wins. */
  readonly site?: string;
  /** Longest wait for a decision. 60 by default; `FACET_TIMEOUT_MS` in the environment wins. */
  readonly timeoutMs?: number;
  /** `none`: every page is private. `header` by default. */
  readonly cache?: "header" | "none";
  /** Content of slots when the service does not answer. */
  readonly defaults?: FacetOptions["defaults"];
}
