import { readConsent } from "../consent/cookie.ts";
import type { Target } from "../sender.ts";

/** The decision's address on the page's own site, where nothing else is said. */
export const OWN_ENDPOINT = "/~facet";

/** Who answers a page that no server rendered: the site's own endpoint, or the service itself. */
export interface AskOptions {
  /**
   * Address of the service without a slash at its end, e.g. `https://facet.example`. Absent: the
   * site's own `/~facet`.
   */
  readonly api?: string | undefined;
  /** A publishable key, `pk_…`. */
  readonly key?: string | undefined;
}

/** Where such a page asks and reports. */
export function toTarget({ api, key = "" }: AskOptions): Target {
  return api ? { endpoint: `${api}/v1`, writeKey: key } : { endpoint: OWN_ENDPOINT };
}

/** The address of the decision for this page view, which came from `referrer`. */
export function toDecideUrl(
  { endpoint, writeKey }: Target,
  referrer: string = document.referrer,
): string {
  const facts = {
    url: location.href,
    referrer,
    key: writeKey ?? "",
    consent: JSON.stringify(readConsent() ?? {}),
  };
  return `${endpoint}/decide?${new URLSearchParams(facts)}`;
}
