import { getRequestHeader, getRequestIP, getRequestURL } from "h3";
import type { H3Event } from "h3";
import { endpoints } from "virtual:facet/options";

const PAYLOAD = /\/_payload\.js(?:on)?$/;

/** A page view that a request asks for. */
export interface PageRequest {
  readonly request: Request;
  readonly address?: string;
  /** Only the data of the page is asked for, to show it without a load. */
  readonly isPayload: boolean;
}

/** Reads the page view of a request; undefined: it asks for no page. */
export function toPageRequest(event: H3Event): PageRequest | undefined {
  const url = getRequestURL(event);
  if (url.pathname.startsWith("/__nuxt") || endpoints.test(url.pathname)) return undefined;
  const isPayload = PAYLOAD.test(url.pathname);
  const page = isPayload ? toPageUrl(url, getRequestHeader(event, "referer")) : url;
  return { request: toRequest(event, page), isPayload, ...addressOf(event) };
}

// A page from the cache fetches its data without the query that it was asked for with, and both must
// be of one code.
function toPageUrl(payload: URL, referrer: string | undefined): URL {
  const page = new URL(payload);
  page.pathname = payload.pathname.replace(PAYLOAD, "/");
  const from = referrer !== undefined && URL.canParse(referrer) ? new URL(referrer) : undefined;
  const isSame = from?.origin === page.origin && withSlash(from.pathname) === page.pathname;
  if (isSame) page.search = from.search;
  return page;
}

function withSlash(path: string): string {
  return path.endsWith("/") ? path : `${path}/`;
}

/** The event's request without its body, as if it were for `url`. */
export function toRequest(event: H3Event, url: URL): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(event.node.req.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  return new Request(url, { method: event.method, headers });
}

/** The visitor's address, where the server knows it. */
export function addressOf(event: H3Event): { readonly address?: string } {
  const address = getRequestIP(event);
  return address === undefined ? {} : { address };
}
