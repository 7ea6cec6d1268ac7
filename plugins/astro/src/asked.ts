import type { FetchState } from "astro/fetch";
import { isDev } from "virtual:facet/options";
import type { HandleOptions } from "@facet/client";
import { parsePreview } from "./dev/preview.ts";

// Endpoints of the site and redirects of its config; what the latter lead to is the page view.
const NO_PAGES: ReadonlySet<string | undefined> = new Set(["endpoint", "redirect"]);
const ISLANDS = "/_server-islands/[name]";
// A path that the client answers with the defaults, asking nobody.
const NO_PAGE = "/~facet/none";

/** Whether a request fetches a part of a page (a server island) and not a page. */
export function isIsland({ routeData }: FetchState): boolean {
  return routeData?.route === ISLANDS;
}

/**
 * The request that is decided for: a server island belongs to the page that fetches it, and neither an
 * endpoint nor a redirect is a page view.
 */
export function toAsked(state: FetchState, request: Request): Request {
  if (isIsland(state)) return toPage(request);
  if (!NO_PAGES.has(state.routeData?.type)) return request;
  return new Request(new URL(NO_PAGE, request.url), { headers: request.headers });
}

/** What the deciding layer itself says: an island counts nothing, and a preview is as it was asked. */
export function toHandleOptions(state: FetchState): HandleOptions {
  const { clientAddress, request } = state;
  const preview = isDev ? parsePreview(request.headers.get("cookie")) : undefined;
  const decide = {
    ...(isIsland(state) || preview !== undefined ? { peek: true } : {}),
    ...preview,
  };
  return {
    ...(clientAddress === undefined ? {} : { address: clientAddress }),
    ...(Object.keys(decide).length === 0 ? {} : { decide }),
  };
}

function toPage(request: Request): Request {
  const own = new URL(request.url);
  const referrer = request.headers.get("referer") ?? "";
  const page = URL.canParse(referrer) ? new URL(referrer) : undefined;
  const url =
    page?.host === own.host ? new URL(page.pathname + page.search, own) : new URL("/", own);
  return new Request(url, { headers: request.headers });
}
