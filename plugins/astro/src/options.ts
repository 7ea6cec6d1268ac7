import type { FacetOptions } from "@facet/client";

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
}

const LOCAL_API = "http://127.0.0.1:3000";

/** The client's options: the environment over the config over the defaults. */
export function toFacetOptions(
  options: FacetAstroOptions,
  env: Readonly<Record<string, string | undefined>>,
): FacetOptions {
  const key = env["FACET_KEY"] ?? options.key;
  const site = env["FACET_SITE"] ?? options.site;
  const timeoutMs = Number(env["FACET_TIMEOUT_MS"] ?? options.timeoutMs ?? Number.NaN);
  return {
    api: env["FACET_API"] ?? options.api ?? LOCAL_API,
    ...(key === undefined ? {} : { key }),
    ...(site === undefined ? {} : { site }),
    ...(timeoutMs > 0 ? { timeoutMs } : {}),
  };
}
