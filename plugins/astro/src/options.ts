import { withEnvironment } from "@facet/client";
import type { CacheMode, FacetOptions } from "@facet/client";

/** Options of the integration. Plain data: they are written into the server's bundle. */
export interface FacetAstroOptions {
  /** Address of the Facet service. `FACET_API` in the environment wins. */
  readonly api?: string;
  /** Secret key. Better kept out of the bundle: `FACET_KEY` in the environment. */
  readonly key?: string;
  /** Longest wait for a decision. 60 by default; `FACET_TIMEOUT_MS` in the environment wins. */
  readonly timeoutMs?: number;
  /** Public origin of the site, where the server behind a proxy sees another. */
  readonly site?: string;
  /**
   * `header`: visitors who see the same may share a page in a cache; the default where the config has
   * a cache provider. `none`: every page is one visitor's own; the default elsewhere.
   */
  readonly cache?: Exclude<CacheMode, "path">;
  /**
   * Rules folder, relative to the project: while the site is developed, pages reload when it changes
   * and the service serves the change.
   */
  readonly rules?: string;
}

/** The client's options: the environment over the config over the defaults. */
export function toFacetOptions(
  options: FacetAstroOptions,
  env: Readonly<Record<string, string | undefined>>,
): FacetOptions {
  return withEnvironment({ ...options, cache: options.cache ?? "none" }, env);
}
