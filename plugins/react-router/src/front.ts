import { RouterContextProvider } from "react-router";
import { withFacetHeaders } from "@facet/client";
import type { Facet, FacetResult } from "@facet/client";
import { putDecision } from "./context.ts";
import { keepPage, toResponse } from "./stored-page.ts";
import type { PageStore, StoredPage } from "./stored-page.ts";

/** React Router's request handler, as `createRequestHandler` makes it. */
export type RouterHandler = (
  request: Request,
  context?: RouterContextProvider,
) => Promise<Response>;

/** Options of {@link createFacetFront}. */
export interface FacetFrontOptions {
  readonly facet: Facet;
  readonly handler: RouterHandler;
  /** Where rendered pages are kept. */
  readonly store: PageStore;
  /**
   * Query parameters that pages for many read themselves, e.g. `["page"]`. They are part of a page's
   * name in the store; all others are kept from its rendering. None by default.
   */
  readonly reads?: readonly string[];
}

/** Answers requests of a site; `address` is the visitor's. */
export type FacetFront = (
  request: Request,
  options?: { readonly address?: string },
) => Promise<Response>;

const MANIFEST_PATH = "/__manifest";
const KEEP_NOTHING = "private, no-store";

/**
 * Makes the layer in front of React Router that decides, then looks for the page in a store by its
 * path and code, and has it rendered only where it is not there. Serves `/~facet/…` too.
 */
export function createFacetFront(options: FacetFrontOptions): FacetFront {
  const { facet, handler, store, reads = [] } = options;

  async function render(
    request: Request,
    url: URL,
    decided: { readonly result: FacetResult; readonly view: Request },
  ): Promise<Response> {
    const { result, view } = decided;
    const context = new RouterContextProvider();
    putDecision(context, { result, request: view });
    const headers = result.requestHeaders;
    const { method, body } = request;
    const init = body === null ? { method, headers } : { method, headers, body, duplex: "half" };
    return handler(new Request(url, init), context);
  }

  return async function front(request, client = {}) {
    const url = new URL(request.url);
    if (url.pathname.startsWith("/~facet/")) return facet.handleEvents(request, client);
    if (url.pathname === MANIFEST_PATH) return handler(request);
    const view = new Request(toPageUrl(url), { method: request.method, headers: request.headers });
    const result = await facet.handle(view, client);
    if (result.bypass) return handler(request);
    const { code } = result;
    if (code === undefined || !mayBeKept(request, url)) {
      const own = withFacetHeaders(await render(request, url, { result, view }), result);
      own.headers.set("cache-control", KEEP_NOTHING);
      own.headers.set("cdn-cache-control", KEEP_NOTHING);
      return own;
    }
    const kept = keepOnly(url, reads);
    const key = `${kept.pathname}${kept.search} ${code}`;
    const found = store.get(key);
    if (found !== undefined) return withFacetHeaders(toResponse(found, request.method), result);
    const rendered = await render(request, kept, { result, view });
    if (request.method !== "GET") return withFacetHeaders(rendered, result);
    const { maxAge: maxAgeSeconds = 0, tags = [] } = result.decision.cache ?? {};
    const keep = (page: StoredPage) => store.set(key, page, { maxAgeSeconds, tags });
    return withFacetHeaders(keepPage(rendered, keep), result);
  };
}

/** The page that a request is about: React Router fetches its data under names of its own. */
function toPageUrl(url: URL): URL {
  const page = new URL(url);
  page.pathname = url.pathname.replace(/\/_\.data$/, "/").replace(/\.data$/, "");
  page.searchParams.delete("_routes");
  return page;
}

/** Whether the answer is a whole page. */
function mayBeKept(request: Request, url: URL): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  return !url.pathname.endsWith(".data");
}

function keepOnly(url: URL, names: readonly string[]): URL {
  const kept = new URL(url.pathname, url);
  for (const name of names.toSorted()) {
    for (const value of url.searchParams.getAll(name)) kept.searchParams.append(name, value);
  }
  return kept;
}
