import type { Consent, Json, PhraseInput, Signals } from "@facet/engine";
import type { Utm } from "./utm.ts";

/** What a caller told of one page view, and what the transport knows of it. */
export interface RequestFacts {
  /** The page's URL; relative, broken and hostile ones are read as far as they go. */
  readonly url?: string;
  /** The Referer of the page view. */
  readonly referrer?: string;
  /** Page id; absent: found by the URL's path. */
  readonly page?: string;
  /** The ad phrase, where the caller knows it; wins over the URL. */
  readonly query?: string;
  /** Values of declared attributes. */
  readonly attributes?: Readonly<Record<string, Json>>;
  /** What the visitor allowed; a purpose left out is not spoken of. */
  readonly consent?: Readonly<Partial<Consent>>;
  /** The visitor's address, IPv4 or IPv6. */
  readonly ip?: string;
  /** The visitor's User-Agent. */
  readonly userAgent?: string;
  /** The visitor's request headers, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The clock of the request, epoch milliseconds. */
  readonly now: number;
  /** Replaces built-in signals; dotted names such as `geo.city`. */
  readonly signals?: Readonly<Record<string, Json>>;
}

/**
 * Where a visit came from. Absent fields were not in the request. Two touches with the same
 * `source`…`id` and click are the same marketing contact.
 */
export interface Touch extends Utm {
  /** Ad system of the click id, e.g. `yandex`. */
  readonly clickPlatform?: string;
  readonly clickId?: string;
  /** Host of the referrer, without `www.`; absent for a visit from the site itself. */
  readonly referrer?: string;
  /** GA4 default channel, e.g. `Paid Search`. */
  readonly channel: string;
}

/** Parts of the context that could not be read although the request had them. */
export type DegradedContext = "geo" | "device";

/** One request, read: what the engine's context is made of, before the visitor is known. */
export interface RequestReading {
  /** Id of the page, `null` where the URL is on no page of the rule set. */
  readonly page: string | null;
  /** Everything but the visitor's history; keywords are matched by the engine. */
  readonly signals: Signals;
  /** What the request says of the ad phrase; absent: nothing. */
  readonly phrase?: PhraseInput;
  /** The site's locale that the content is shown in. */
  readonly locale: string;
  /** A crawler, a link preview, an HTTP library. */
  readonly bot: boolean;
  readonly consent: Consent;
  readonly touch: Touch;
  /** For the caller: attributes that were ignored, and why. */
  readonly warnings: readonly string[];
  readonly degraded: readonly DegradedContext[];
  readonly diagnostics: {
    /** URL parameters that still held a literal ad macro such as `{keyword}`. */
    readonly brokenMacros: readonly string[];
  };
}

/** A part of the context that was replaced by name and may not be. */
export interface OverrideProblem {
  /** Dotted name as it was sent. */
  readonly path: string;
  readonly message: string;
}

/** Where an address is, as far as a database says. */
export interface GeoRecord {
  /** Two letters: `EU`. */
  readonly continent?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** ISO 3166-2, e.g. `RU-MOW`. */
  readonly region?: string;
  /** The city's name by language tag; `""` where the source does not tell the language. */
  readonly cities?: ReadonlyMap<string, string>;
  /** IANA name. */
  readonly timeZone?: string;
}

/** Port to a geo database. */
export interface GeoLookup {
  /** Finds an address; `undefined` where nothing is known. Throws where the database is broken. */
  lookup(ip: string): GeoRecord | undefined;
}

/** Hosting platforms whose geo headers may be trusted. */
export type HeaderPlatform = "cloudflare" | "vercel" | "netlify" | "fastly";
