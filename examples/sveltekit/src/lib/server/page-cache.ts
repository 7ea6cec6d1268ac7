import type { Handle } from "@sveltejs/kit/hooks";

const MAX_PAGES = 500;
// Parameters of advertisements: what they decide is in the code.
const AD_PARAMETER = /^(?:utm_.*|gclid|yclid|fbclid|_ga|_gl)$/;

interface Kept {
  readonly until: number;
  readonly body: ArrayBuffer;
  readonly headers: readonly (readonly [string, string])[];
}

/**
 * Keeps pages in this process, one for each URL and variation code. It stands behind `facetHandle`,
 * so what it keeps has no cookie of anybody, and a page that has not agreed is not kept.
 */
export function pageCache(): Handle {
  const pages = new Map<string, Kept>();
  return async function pageCache({ event, resolve }) {
    const code = event.request.headers.get("facet-key") ?? "private";
    if (event.request.method !== "GET" || code === "private") return resolve(event);
    // As it was asked for: a page, or which parts of its data.
    const key = `${code} ${toKeyUrl(new URL(event.request.url))}`;
    const kept = pages.get(key);
    if (kept !== undefined && kept.until > Date.now()) {
      event.locals.facet.cache();
      return new Response(kept.body.slice(0), { headers: [...kept.headers, ["x-cache", "hit"]] });
    }
    const response = await resolve(event);
    const { keeping } = event.locals.facet;
    const isOwn = response.status !== 200 || response.headers.has("set-cookie");
    if (keeping === undefined || isOwn) return response;
    const body = await response.clone().arrayBuffer();
    const [oldest] = pages.keys();
    if (pages.size >= MAX_PAGES && oldest !== undefined) pages.delete(oldest);
    pages.set(key, {
      until: Date.now() + keeping.maxAge * 1_000,
      body,
      headers: [...response.headers],
    });
    return response;
  };
}

function toKeyUrl(url: URL): string {
  const query = new URLSearchParams(
    [...url.searchParams].filter(([name]) => !AD_PARAMETER.test(name)),
  );
  query.sort();
  return `${url.origin}${url.pathname}?${query}`;
}
