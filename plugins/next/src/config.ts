import type { NextConfig } from "next";

const PAGE_MODULE = "@facet/next/page";

/**
 * Adds to a Next config what Facet needs; what the site says of the same settings wins.
 *
 * - `cacheComponents`: coded pages are kept by `"use cache"`.
 * - `partialPrefetching: false`: a code that is not known yet is rendered whole and answered with its
 *   own status, not with a shell and 200.
 * - `skipProxyUrlNormalize`: the proxy sees which requests are prefetches, and counts none.
 * - `instrumentationClientInject`: the page runtime starts before React does.
 */
export function withFacet(config: NextConfig = {}): NextConfig {
  return {
    cacheComponents: true,
    partialPrefetching: false,
    skipProxyUrlNormalize: true,
    ...config,
    instrumentationClientInject: [...(config.instrumentationClientInject ?? []), PAGE_MODULE],
  };
}
