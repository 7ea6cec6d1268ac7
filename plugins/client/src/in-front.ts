import { KEY_HEADER } from "./headers.ts";
import type { FacetResult } from "./types.ts";

/**
 * Whether a cache in front of the site may keep an answer. It sees the visitor's request, which says
 * nothing of the code: so it may where the page is the same for everybody, or where the request already
 * carried the code, signed, because the cache itself asked for it.
 *
 * @param request The request as it came to the layer that decides.
 */
export function isKeptInFront(
  request: Request,
  { scope, code, setCookies }: Pick<FacetResult, "scope" | "code" | "setCookies">,
): boolean {
  if (scope === "private" || setCookies.length > 0) return false;
  if (scope === "static") return true;
  // Only a signed code has a dot.
  return code?.includes(".") === true && request.headers.get(KEY_HEADER) === code;
}
