import { ASSET_ENDINGS, SIGNED_CODE, toPathPattern } from "./recipe.ts";
import type { RecipeValues } from "./recipe.ts";

/**
 * The part that scripts of all platforms with `fetch` share: which requests are pages, and what the
 * gate says of one. `gateUrl` is an expression for the gate's address.
 */
export function gateScript({ site, pages }: RecipeValues, gateUrl: string): string {
  const pattern = toPathPattern(pages);
  const isOther =
    pattern === undefined
      ? ""
      : `\n    !new RegExp(${JSON.stringify(pattern)}).test(url.pathname) ||`;
  return `const SITE = ${JSON.stringify(site.origin)};
const CODE = /^${SIGNED_CODE}$/;
const ASSET = /\\.(?:${ASSET_ENDINGS})$/i;
// The gate answers within the plugin's time budget (60 ms); a dead server must not take longer.
const GATE_MS = 1000;

// Events, forms and state are their visitor's own; posts, assets and logins are no pages for many.
function isPage(request, url) {
  return !(
    (request.method !== "GET" && request.method !== "HEAD") ||${isOther}
    request.headers.has("authorization") ||
    url.pathname.startsWith("/~facet/") ||
    ASSET.test(url.pathname)
  );
}

// What only a proxy may say, a client cannot.
function ownHeaders(request) {
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()]) {
    if (/^(?:facet-|x-original-|x-forwarded-host$|x-forwarded-uri$|x-forwarded-method$|x-rewrite-url$|forwarded$)/.test(name)) {
      headers.delete(name);
    }
  }
  return headers;
}

// Whose page is it? Whatever goes wrong at the gate, the page is private then.
async function askGate(request, url, own) {
  const headers = new Headers(own);
  headers.set("x-original-url", SITE + url.pathname + url.search);
  headers.set("x-original-method", request.method);
  try {
    const signal = AbortSignal.timeout(GATE_MS);
    const answer = await fetch(${gateUrl}, { headers, signal, redirect: "manual" });
    const code = answer.headers.get("facet-key") ?? "";
    if (answer.status !== 204 || !CODE.test(code)) return undefined;
    const page = answer.headers.get("facet-page") ?? "";
    return { code, page, cookies: answer.headers.getSetCookie() };
  } catch {
    return undefined;
  }
}
`;
}
