/** Where finished pages wait for the next visitor of the same code: what a Cache API's cache can do. */
export interface PageCache {
  match(url: string): Promise<Response | undefined>;
  /** Keeps a page as long as its `Cache-Control: max-age` says. */
  put(url: string, page: Response): Promise<void>;
}

// What an advertiser adds to an address for counting: pages do not differ by it.
const COUNTING =
  /^(?:utm_\w+|gclid|gclsrc|gbraid|wbraid|dclid|yclid|ysclid|ymclid|fbclid|msclkid|ttclid|twclid|vkclid|rb_clickid|li_fat_id|mc_[ce]id|igshid|_openstat|from_block|roistat)$/i;

/** A page's address without what only counts visits. */
export function withoutCounting(url: URL): URL {
  const plain = new URL(url);
  // Deleting by name writes the whole query anew, so an address without them stays as it is.
  for (const name of new Set(url.searchParams.keys())) {
    if (COUNTING.test(name)) plain.searchParams.delete(name);
  }
  plain.hash = "";
  return plain;
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
