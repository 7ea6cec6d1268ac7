import { cookieValues } from "../http/cookie-header.ts";
import { isLoopbackHost } from "../http/loopback.ts";
import { COOKIE_MAX_AGE_SECONDS } from "./seal.ts";

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
  const attributes = `Path=/; Max-Age=${COOKIE_MAX_AGE_SECONDS}; HttpOnly`;
  return isPlainLoopback(pageUrl)
    ? `${LOOPBACK_NAME}=${value}; ${attributes}; SameSite=Lax`
    : `${SECURE_NAME}=${value}; ${attributes}; Secure; SameSite=Lax`;
}

/**
 * Finds the visitor's sealed values in a Cookie header, the secure name first. A name that comes
 * twice with different values was planted by someone: neither is taken.
 */
export function readVisitorCookies(header: string | undefined): string[] {
  return [SECURE_NAME, LOOPBACK_NAME].flatMap((name) => {
    const [value, ...others] = new Set(cookieValues(header, name));
    return value === undefined || others.length > 0 ? [] : [value];
  });
}

function isPlainLoopback(url: string | undefined): boolean {
  if (url === undefined) return false;
  const parsed = URL.parse(url);
  return parsed?.protocol === "http:" && isLoopbackHost(parsed.hostname);
}
