import type { PageCache } from "./page-cache.ts";

const MAX_BYTES = 64 * 1_048_576;
// A page that takes more of the cache than this is not worth what it pushes out.
const MAX_SHARE = 1 / 8;

interface Kept {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Headers;
  readonly freshUntil: number;
}

/**
 * Makes a page cache in memory for one process: the pages that were asked for last, up to
 * `maxBytes` of HTML (64 MiB by default).
 */
export function createMemoryPageCache(
  options: { readonly maxBytes?: number; readonly now?: () => number } = {},
): PageCache {
  const { maxBytes = MAX_BYTES, now = () => Date.now() } = options;
  const pages = new Map<string, Kept>();
  let bytes = 0;

  function drop(key: string): void {
    bytes -= pages.get(key)?.body.byteLength ?? 0;
    pages.delete(key);
  }

  return {
    async match(key) {
      const page = pages.get(key);
      if (page === undefined) return undefined;
      drop(key);
      if (page.freshUntil <= now()) return undefined;
      keep(key, page);
      return new Response(page.body, { headers: page.headers });
    },
    async put(key, response) {
      const seconds = Number(
        /max-age=(\d+)/.exec(response.headers.get("cache-control") ?? "")?.[1],
      );
      const body = new Uint8Array(await response.arrayBuffer());
      if (!(seconds > 0) || body.byteLength > maxBytes * MAX_SHARE) return;
      drop(key);
      keep(key, { body, headers: response.headers, freshUntil: now() + seconds * 1_000 });
      for (const oldest of pages.keys()) {
        if (bytes <= maxBytes) return;
        drop(oldest);
      }
    },
  };

  function keep(key: string, page: Kept): void {
    pages.set(key, page);
    bytes += page.body.byteLength;
  }
}
