import type { PageStore, StoredPage } from "@facet/react-router/server";

/** Keeps pages in this process, each as long as it is fresh; over `maxPages` the oldest goes. */
export function createMemoryStore({ maxPages }: { readonly maxPages: number }): PageStore {
  const kept = new Map<string, { readonly page: StoredPage; readonly until: number }>();
  return {
    get(key) {
      const found = kept.get(key);
      return found !== undefined && found.until > performance.now() ? found.page : undefined;
    },
    set(key, page, { maxAgeSeconds }) {
      kept.delete(key);
      kept.set(key, { page, until: performance.now() + maxAgeSeconds * 1_000 });
      const [oldest] = kept.keys();
      if (kept.size > maxPages && oldest !== undefined) kept.delete(oldest);
    },
  };
}
