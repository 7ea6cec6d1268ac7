import type { DecideRequest } from "@facet/protocol";
import { readCookie } from "./cookies.ts";

const CONSENT_COOKIE = "fct_c";

/** What a visitor allowed, by purpose. */
export type Consent = Required<NonNullable<DecideRequest["consent"]>>;

/**
 * Reads the site's consent cookie: the allowed purposes joined by dots, `fct_c=storage.analytics`;
 * what is not named is denied, so `fct_c=none` denies all. Undefined where the visitor has not
 * spoken.
 */
export function readConsent(request: Request): Consent | undefined {
  const value = readCookie(request.headers.get("cookie"), CONSENT_COOKIE);
  if (value === undefined) return undefined;
  const allowed = new Set(value.split("."));
  return {
    storage: allowed.has("storage"),
    analytics: allowed.has("analytics"),
    profile: allowed.has("profile"),
    ads: allowed.has("ads"),
    sharing: allowed.has("sharing"),
  };
}
