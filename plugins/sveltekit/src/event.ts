import { building } from "$app/env";
import type { RequestEvent } from "@sveltejs/kit";
import { ENDPOINT } from "@facet/client";

// A path that the client answers with the defaults, asking nobody.
const NO_PAGE = `${ENDPOINT}/none`;

type PageEvent = Pick<RequestEvent, "request" | "url">;

/** The visitor's address; nothing where the adapter does not know one. */
export function addressOf(event: RequestEvent): { readonly address?: string } {
  try {
    return { address: event.getClientAddress() };
  } catch {
    return {};
  }
}

/** The request that is decided for: none of a visitor where the event is no page view. */
export function toAsked(event: RequestEvent): Request {
  return isPageView(event) ? toPageRequest(event) : new Request(new URL(NO_PAGE, event.url));
}

/** The request of the page itself, also where the browser fetches only its data. */
export function toPageRequest({ request, url }: PageEvent): Request {
  if (request.method !== "GET")
    return new Request(url, { headers: request.headers, method: "HEAD" });
  return new Request(url, { headers: request.headers });
}

/** A script that fetches something else than a page's data does not look at a page. */
function isPageView({
  request,
  isDataRequest,
  isSubRequest,
  isRemoteRequest,
}: RequestEvent): boolean {
  if (building || isSubRequest || isRemoteRequest) return false;
  return isDataRequest || request.headers.get("sec-fetch-dest") !== "empty";
}
