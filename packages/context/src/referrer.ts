import { type HostKind, hostKind } from "./hosts.ts";
import { parseUrl } from "./url.ts";

/** Where the link to the page was: a kind of site, the site itself, or any other. */
export type ReferrerType = HostKind | "internal" | "other";

/** The site that linked to the page; empty where none did. */
export interface Referrer {
  /** Lower case, without `www.`. */
  readonly host?: string;
  readonly type?: ReferrerType;
}

/**
 * Reads the referrer of a page view.
 *
 * @param referrer The Referer header or `document.referrer`; Android apps come as `android-app://…`.
 * @param pageHost Host of the page: a link from it, with or without `www.`, is internal.
 */
export function readReferrer(referrer: string | undefined, pageHost: string | undefined): Referrer {
  const host = referrer === undefined ? undefined : parseUrl(referrer.trim()).host;
  if (host === undefined) return {};
  const bare = withoutWww(host);
  if (pageHost !== undefined && bare === withoutWww(pageHost))
    return { host: bare, type: "internal" };
  return { host: bare, type: hostKind(host) ?? "other" };
}

function withoutWww(host: string): string {
  return host.startsWith("www.") ? host.slice(4) : host;
}
