import { withoutCounting } from "@facet/client";

/** Where finished pages wait for the next visitor of the same code: what a Cache API's cache can do. */
export interface PageCache {
  match(url: string): Promise<Response | undefined>;
  /** Keeps a page as long as its `Cache-Control: max-age` says. */
  put(url: string, page: Response): Promise<void>;
}

/** Key of a page in the cache: a URL, as Cache APIs ask for, that no visitor's address can spell. */
export function toCacheKey(url: URL, code: string): string {
  const page = encodeURIComponent(withoutCounting(url).href);
  return `https://facet.invalid/${encodeURIComponent(code)}/${page}`;
}

/** The cache that the platform has: `caches.default` of workerd; undefined elsewhere. */
export function platformCache(): PageCache | undefined {
  const { caches } = globalThis as { readonly caches?: { readonly default?: PageCache } };
  return caches?.default;
}
