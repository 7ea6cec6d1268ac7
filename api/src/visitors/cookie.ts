import { cookieValues } from "@facet/context";
import { isLoopbackHost } from "../http/loopback.ts";

/** How long a cookie lives: 395 days, the longest browsers keep one. */
export const COOKIE_MAX_AGE_SECONDS = 34_128_000;

/** The visitor cookie of a secure site. */
const SECURE_NAME = "__Host-fct_v";
/** The visitor cookie on plain-http loopback, where `__Host-` is not allowed. */
const LOOPBACK_NAME = "fct_v";

/**
 * Writes the Set-Cookie value that keeps a visitor.
 *
 * @param value Sealed; see `seal.ts`.
 * @param pageUrl URL of the page that the cookie is set on; what cannot be read counts as secure.
 */
export function visitorCookie(value: string, pageUrl: string | undefined): string {
  return setCookie(value, { pageUrl, maxAgeSeconds: COOKIE_MAX_AGE_SECONDS });
}

/** Writes the Set-Cookie value that makes a browser forget the visitor. */
export function forgetCookie(pageUrl: string | undefined): string {
  return setCookie("", { pageUrl, maxAgeSeconds: 0 });
}

/**
 * Finds the visitor's sealed values in a Cookie header, the secure name first. A name that comes
 * twice with different values was planted by someone: neither is taken.
 *
 * @param pageUrl URL that the cookies were sent for. Over https the name without a prefix does not
 *   count: a neighbouring subdomain could have set it. Absent: both names do.
 */
export function readVisitorCookies(header: string | undefined, pageUrl?: string): string[] {
  const names =
    pageUrl === undefined || isPlainLoopback(pageUrl)
      ? [SECURE_NAME, LOOPBACK_NAME]
      : [SECURE_NAME];
  return names.flatMap((name) => {
    const [value, ...others] = new Set(cookieValues(header, name));
    return value === undefined || value === "" || others.length > 0 ? [] : [value];
  });
}

function setCookie(
  value: string,
  {
    pageUrl,
    maxAgeSeconds,
  }: { readonly pageUrl: string | undefined; readonly maxAgeSeconds: number },
): string {
  const attributes = `Path=/; Max-Age=${maxAgeSeconds}; HttpOnly`;
  return isPlainLoopback(pageUrl)
    ? `${LOOPBACK_NAME}=${value}; ${attributes}; SameSite=Lax`
    : `${SECURE_NAME}=${value}; ${attributes}; Secure; SameSite=Lax`;
}

function isPlainLoopback(url: string | undefined): boolean {
  // Parsing costs more than all the rest, and nearly every page is secure.
  if (url === undefined || !/^\s*http:/iu.test(url)) return false;
  const parsed = URL.parse(url);
  return parsed?.protocol === "http:" && isLoopbackHost(parsed.hostname);
}
