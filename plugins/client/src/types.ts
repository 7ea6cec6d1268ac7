import type { DecideRequest, DecideResponse, Json, SlotDecision } from "@facet/protocol";
import type { LocalSource } from "./sources/source.ts";

/**
 * Slot ids of the site and the type of each one's content. Empty here; a generated `facet.d.ts`
 * fills it: `declare module "@facet/client" { interface FacetSlots { "hero.headline": string } }`.
 */
// oxlint-disable-next-line typescript/no-empty-interface -- it exists to be augmented
export interface FacetSlots {}

/** A slot id: one of {@link FacetSlots} where it is filled, any string where it is not. */
export type SlotId = [keyof FacetSlots] extends [never] ? string : keyof FacetSlots & string;

/** Content type of the slot `Id`; any JSON value where the site's slots are not typed. */
export type SlotContent<Id extends string> = Id extends keyof FacetSlots ? FacetSlots[Id] : Json;

/** Content of a `cta` slot. */
export interface Cta {
  readonly label: string;
  readonly href: string;
}

/** Content of an `image` slot. Sizes are in CSS pixels. */
export interface Image {
  readonly src: string;
  readonly alt?: string;
  readonly width?: number;
  readonly height?: number;
}

/** What a decision was made without; `api`: the service itself, so it is the defaults. */
export type Degradation = DecideResponse["degraded"][number] | "api";

/** What of a decision everybody shares whose page has the same code: it names and describes nobody. */
export interface ShareableDecision extends Pick<
  DecideResponse,
  "rules" | "page" | "slots" | "clicks" | "cache"
> {
  readonly degraded: readonly Degradation[];
}

/** A decision as the site sees it: without the cookies, which travel in {@link FacetResult}. */
export interface FacetDecision
  extends ShareableDecision, Omit<DecideResponse, "degraded" | "cookies"> {
  readonly degraded: readonly Degradation[];
}

/**
 * For whom a page is: `static` the same for everybody, `shared` for everybody with its code,
 * `private` for one visitor.
 */
export type CacheScope = "static" | "shared" | "private";

/** How the pages of a site are cached: see {@link FacetOptions.cache}. */
export type CacheMode = "header" | "path" | "none";

/** What {@link Facet.handle} answers. */
export interface FacetResult {
  /** The whole decision, for the server's side alone: `toShareable` has what a page may be made of. */
  readonly decision: FacetDecision;
  /**
   * The visitor's own headers for the inner request, every inbound `Facet-*` dropped; then
   * `facet-key` (the code, or `private`) and, where the URL is on a page, `facet-page`.
   */
  readonly requestHeaders: Headers;
  /** For the layer that decides: it sets them after the page has left the cache. */
  readonly responseHeaders: Headers;
  /** For the page itself: they may be stored with it. Empty where it is private. */
  readonly pageHeaders: Headers;
  /** `Set-Cookie` values for the layer that decides; never to be stored with the page. */
  readonly setCookies: readonly string[];
  readonly scope: CacheScope;
  /** The variation code, signed where there is a secret; absent where the page is private. */
  readonly code?: string;
  /** The request is no page view (an asset, Facet's own endpoint): nothing was asked or decided. */
  readonly bypass?: true;
}

/** Parts of a decide request that the site itself may say for one request. */
export type DecideOverrides = Pick<
  DecideRequest,
  | "page"
  | "query"
  | "attributes"
  | "slots"
  | "consent"
  | "signals"
  | "at"
  | "peek"
  | "counted"
  | "explain"
>;

/** Per-request options of {@link Facet.handle}. */
export interface HandleOptions {
  /** The visitor's address, as the framework tells it. */
  readonly address?: string;
  /** Added to the decide request; the request's own facts stay. */
  readonly decide?: DecideOverrides;
}

/** Content of slots when the service does not answer: a bare content value or a whole answer. */
export type SlotDefaults = Readonly<Record<string, SlotDecision | string>>;

/** Options of {@link createFacet}: `api`, `ruleset` or both say where decisions come from. */
export interface FacetOptions {
  /** Address of the Facet service, e.g. `http://127.0.0.1:3000`. */
  readonly api?: string;
  /**
   * A rule set in this process, from `@facet/client/local`. With `api` it decides what needs no
   * visitor, and what the service does not answer in time.
   */
  readonly ruleset?: LocalSource;
  /**
   * How pages are cached. `header` (default): by the `Facet-Key` of the inner request · `path`: by a
   * path that the code is put into · `none`: every page is private, its state inline.
   */
  readonly cache?: CacheMode;
  /**
   * Signs the codes that clients can see or send; the service and all that decide have the same.
   * A request whose `Facet-Key` and `Facet-Page` it signed is rendered as they say.
   */
  readonly codeSecret?: string;
  /** Secret key; absent: the service is a local playground. */
  readonly key?: string;
  /** Public origin of the site, where the server behind a proxy sees another, e.g. `https://okna.example`. */
  readonly site?: string;
  /** Longest wait for a decision before the defaults are used. 60 by default. */
  readonly timeoutMs?: number;
  /** Longest wait when an event or a lead is passed on. 2000 by default. */
  readonly eventTimeoutMs?: number;
  readonly fetch?: typeof fetch;
  /** Gets one line per outage and reason of it. Default: `console.warn`. */
  readonly log?: (message: string) => void;
  readonly defaults?: SlotDefaults;
  /** Epoch milliseconds; for tests. */
  readonly now?: () => number;
}

/** Who an event is about: the visitor of a request, or one that the caller names. */
export type Subject = Request | { readonly visitorId: string };

/** An event that a site reports. */
export interface FacetEvent {
  readonly event: string;
  readonly properties?: Readonly<Record<string, Json>>;
  /** Makes a resend harmless. */
  readonly messageId?: string;
}

/** A form's submit. */
export interface FacetLead {
  readonly fields: Readonly<Record<string, string | number | boolean>>;
  /** Offer whose form it is. */
  readonly offer?: string;
  /** Slot whose form it is. */
  readonly slot?: string;
  /** With `variant`, or `experiment` with `arm`: what filled the slot, as the decision says. */
  readonly rule?: string;
  readonly variant?: string;
  readonly experiment?: string;
  readonly arm?: string;
  readonly decisionId?: string;
  readonly url?: string;
  readonly messageId?: string;
  /** What the page's form had beside its fields; absent: the site's own server made the lead. */
  readonly form?: {
    readonly token?: string;
    readonly trap?: string;
  };
}

/** A mistake in one field of a form. */
export interface FieldError {
  /** Field name; empty: the form as a whole. */
  readonly field: string;
  readonly message: string;
}

/** What became of an event. Never an exception. */
export type TrackResult =
  | {
      readonly ok: true;
      readonly cookies: readonly string[];
      /** Why the event is kept, but not counted until its mistake is mended. */
      readonly quarantined?: string;
    }
  | { readonly ok: false; readonly status: number; readonly message: string };

/** What became of a lead. Never an exception. */
export type LeadResult =
  | {
      readonly ok: true;
      readonly lead: Json;
      readonly message?: string;
      readonly redirect?: string;
      readonly cookies: readonly string[];
    }
  | {
      readonly ok: false;
      /** 422: the visitor can mend it. */
      readonly status: number;
      readonly message: string;
      readonly errors: readonly FieldError[];
    };

/** The runtime that every framework plugin is a shell over. */
export interface Facet {
  /** Decides for one page view. Never throws: what cannot be decided in time is the defaults. */
  handle(request: Request, options?: HandleOptions): Promise<FacetResult>;
  /**
   * What a code stands for, needing no visitor; kept for a while, and asked for within the time
   * budget. Never throws. Undefined: unknown, forged or outdated, so decide, or answer 404.
   */
  fromCode(page: string, code: string): Promise<ShareableDecision | undefined>;
  /**
   * The codes that a page gives, most frequent first; at most `top`, 20 by default. Never throws:
   * none where the service does not answer.
   */
  codes(page: string, options?: { readonly top?: number }): Promise<readonly string[]>;
  /** Reports an event. Never throws. */
  track(subject: Subject, event: FacetEvent): Promise<TrackResult>;
  /** Reports a form's submit. Never throws. */
  lead(subject: Subject, lead: FacetLead): Promise<LeadResult>;
  /** Answers the same-origin endpoint `/~facet/…` that the page posts to. Never throws. */
  handleEvents(request: Request, options?: { readonly address?: string }): Promise<Response>;
}
