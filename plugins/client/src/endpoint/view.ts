import { publicUrl } from "../facts.ts";
import { toOwnPath } from "./origin.ts";

/**
 * The request that a page itself was, as far as a call of its own (`?url=&referrer=`) can tell it.
 */
export function toView(request: Request, site: URL | undefined): Request {
  const { searchParams } = new URL(request.url);
  const path = toOwnPath(searchParams.get("url"), request, site) ?? "/";
  const headers = new Headers(request.headers);
  const referrer = searchParams.get("referrer");
  // The Referer of the call is the page itself.
  headers.delete("referer");
  if (referrer !== null && URL.canParse(referrer)) headers.set("referer", new URL(referrer).href);
  return new Request(new URL(path, publicUrl(request, site)), { headers });
}
