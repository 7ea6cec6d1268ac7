import type { DecideRequest } from "@facet/protocol";
import { readConsent } from "./consent.ts";
import type { VisitorCookie } from "./cookies.ts";
import type { DecideOverrides } from "./types.ts";

/** Longest URL the service takes, in characters; what is longer is cut rather than refused. */
export const MAX_URL = 16_384;
const MAX_TEXT = 4_096;
const MAX_ADDRESS = 64;

const FORWARDED_HEADERS = new Set([
  "accept-language",
  "sec-gpc",
  "sec-ch-ua",
  "sec-ch-ua-mobile",
  "sec-ch-ua-platform",
]);

// Where a platform in front of the site tells the visitor's place; the service believes the one it
// is configured to believe.
const PLACE_HEADER = /^(?:cf-(?:ip|region-code|timezone)|x-vercel-ip-|fastly-geo-|x-nf-geo$)/;

const ASSET_DESTINATIONS = new Set([
  "audio",
  "audioworklet",
  "embed",
  "font",
  "image",
  "json",
  "manifest",
  "object",
  "paintworklet",
  "report",
  "script",
  "serviceworker",
  "sharedworker",
  "style",
  "track",
  "video",
  "worker",
  "xslt",
]);

const ASSET_PATH =
  /\.(?:avif|css|gif|ico|jpe?g|js|json|map|mjs|mp4|otf|pdf|png|svg|ttf|txt|wasm|webm|webmanifest|webp|woff2?|xml)$/i;

/** Path prefix of Facet's own endpoint on the site. */
export const ENDPOINT = "/~facet";

/** The page's URL as visitors see it: behind a proxy the site's public origin is put in. */
export function publicUrl(request: Request, site: URL | undefined): URL {
  const url = new URL(request.url);
  if (site === undefined) return url;
  return new URL(url.pathname + url.search, site);
}

/** Whether a request is no page view: an asset, or Facet's own endpoint. */
export function isBypassed(request: Request, url: URL): boolean {
  if (url.pathname === ENDPOINT || url.pathname.startsWith(`${ENDPOINT}/`)) return true;
  if (ASSET_DESTINATIONS.has(request.headers.get("sec-fetch-dest") ?? "")) return true;
  return ASSET_PATH.test(url.pathname);
}

/**
 * Whether a request is decided but counts as nothing: prefetch and prerender (`Sec-Purpose`), a
 * method other than GET, and what a page fetches before its visitor has a cookie. The last keeps
 * the parallel first calls of a new visitor at one id: only the navigation makes one.
 */
export function isPeek(request: Request, visitor: VisitorCookie | undefined): boolean {
  if (request.method !== "GET") return true;
  const { headers } = request;
  for (const name of ["sec-purpose", "purpose", "x-moz"]) {
    if (/prefetch|prerender|preview/i.test(headers.get(name) ?? "")) return true;
  }
  const mode = headers.get("sec-fetch-mode");
  // A runtime's own fetch() says no more than `cors`; a browser always says its site as well.
  const byPage = headers.has("sec-fetch-site") && mode !== null && mode !== "navigate";
  return byPage && visitor === undefined;
}

/** The decide request that says what is known of a page view. */
export function toDecideRequest(
  request: Request,
  facts: {
    readonly url: URL;
    readonly visitor: VisitorCookie | undefined;
    readonly address: string | undefined;
    readonly decide: DecideOverrides | undefined;
  },
): DecideRequest {
  const { headers } = request;
  const body: DecideRequest = { url: facts.url.href.slice(0, MAX_URL) };
  const referrer = headers.get("referer");
  if (referrer !== null) body.referrer = referrer.slice(0, MAX_URL);
  const userAgent = headers.get("user-agent");
  if (userAgent !== null) body.userAgent = userAgent.slice(0, MAX_TEXT);
  if (facts.address !== undefined && facts.address.length <= MAX_ADDRESS) body.ip = facts.address;
  if (facts.visitor !== undefined) body.state = facts.visitor.value;
  const forwarded = forwardedHeaders(headers);
  if (Object.keys(forwarded).length > 0) body.headers = forwarded;
  const consent = readConsent(request);
  if (consent !== undefined) body.consent = consent;
  if (isPeek(request, facts.visitor)) body.peek = true;
  return { ...body, ...facts.decide };
}

function forwardedHeaders(headers: Headers): Record<string, string> {
  const forwarded: Record<string, string> = {};
  for (const [name, value] of headers) {
    if (FORWARDED_HEADERS.has(name) || PLACE_HEADER.test(name)) {
      forwarded[name] = value.slice(0, MAX_TEXT);
    }
  }
  return forwarded;
}
