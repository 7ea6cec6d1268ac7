import type { RouteContext } from "../http/route.ts";

/** Where a call may have its key besides the Authorization header. */
export interface KeyPlaces {
  /** `writeKey` of the body, or the key of the path. */
  readonly writeKey?: string | undefined;
  /** `?key=` counts. */
  readonly inQuery: boolean;
}

/** A key as it came. */
export interface PresentedKey {
  readonly text: string;
  readonly place: "header" | "query" | "body";
}

/** Name of the query parameter that a publishable key may come in. */
export const KEY_PARAMETER = "key";

const SCHEME = /^(bearer|basic) +(\S+) *$/iu;

/**
 * Finds the key of a call: `Authorization: Bearer`, `Basic` with the key as user name (the password
 * is not looked at), then `?key=`, then the body's. The first one found counts.
 *
 * @returns `undefined` where there is none; an empty text where the header has one that is unreadable.
 */
export function findPresentedKey(
  c: RouteContext,
  { writeKey, inQuery }: KeyPlaces,
): PresentedKey | undefined {
  const header = c.req.header("authorization");
  if (header !== undefined) return { text: readAuthorization(header), place: "header" };
  const query = inQuery ? c.req.query(KEY_PARAMETER) : undefined;
  if (query) return { text: query, place: "query" };
  return writeKey ? { text: writeKey, place: "body" } : undefined;
}

function readAuthorization(header: string): string {
  const [, scheme = "", value = ""] = SCHEME.exec(header) ?? [];
  return scheme.toLowerCase() === "basic" ? userOf(value) : value;
}

/** The user name of RFC 7617's `base64(user:password)`. */
function userOf(credentials: string): string {
  try {
    return atob(credentials).split(":", 1)[0] ?? "";
  } catch {
    return "";
  }
}
