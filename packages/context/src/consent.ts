import { toConsent } from "@facet/engine";
import type { Consent } from "@facet/engine";
import { cookieValues } from "./cookie-header.ts";

/** Who may speak of consent, the first to do so deciding each purpose. */
export interface ConsentFacts {
  /** What the request says the visitor allowed. */
  readonly asked?: Readonly<Partial<Consent>> | undefined;
  /** The visitor's Cookie header, which may hold the consent cookie. */
  readonly cookieHeader?: string | undefined;
  /** Value of `Sec-GPC`. */
  readonly gpc?: string | undefined;
  /** The site's answer where nobody has spoken. */
  readonly siteDefault: "granted" | "denied";
}

/** The cookie in which a site keeps what its visitor allowed. */
const CONSENT_COOKIE = "fct_c";

/**
 * Settles what may be done: the request's word, then the consent cookie, then Global Privacy Control
 * (exactly `1`; w3.org/TR/gpc), which denies all, then the site's default.
 */
export function resolveConsent(facts: ConsentFacts): Consent {
  const { asked = {}, cookieHeader, gpc, siteDefault } = facts;
  const choices = readConsentCookies(cookieHeader);
  const chosen = (purpose: keyof Consent): boolean | undefined =>
    choices.length === 0 ? undefined : choices.every((allowed) => allowed.has(purpose));
  const allows = (purpose: keyof Consent): boolean =>
    asked[purpose] ?? chosen(purpose) ?? (gpc !== "1" && siteDefault === "granted");
  return toConsent(allows);
}

/**
 * What each consent cookie allows: purposes joined by dots; what is not named is denied, so that
 * `none` denies all. A cookie that comes twice allows what both do.
 */
function readConsentCookies(header: string | undefined): readonly ReadonlySet<string>[] {
  return cookieValues(header, CONSENT_COOKIE).map((value) => new Set(value.split(".")));
}
