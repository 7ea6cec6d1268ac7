import type { Ruleset, StatePlace } from "@facet/engine";
import { visitorCookie } from "./cookie.ts";
import { COOKIE_PURPOSE, parseCookieBody } from "./cookie-body.ts";
import type { ViewEntry } from "./cookie-first.ts";
import type { CookieEvictions } from "./cookie-evictions.ts";
import { fitCookieBody } from "./cookie-fit.ts";
import { createCookieMemory } from "./cookie-memory.ts";
import { isJustAnotherView } from "./cookie-news.ts";
import { fromCookieState } from "./cookie-state.ts";
import { trimState } from "./cookie-trim.ts";
import { createFirstViews } from "./first-views.ts";
import { foldEntries } from "./fold.ts";
import { identify, type Identity, type IdentityFacts, type SealContext } from "./identity.ts";
import { inUseBy } from "./in-use.ts";
import type { Seal } from "./seal.ts";
import type { LogEntry, VisitorRef } from "./store.ts";
import type { VisitorState } from "./visitor.ts";

/** Who visitors are, and the cookies that say so. */
export interface Identities {
  /**
   * Finds out who the visitor is; `undefined`: nobody that is known. Where it says so, `first`
   * belongs into the log before whatever else happens to them.
   */
  identify(facts: IdentityFacts, context: SealContext): Promise<Identity | undefined>;
  /** The state that the visitor's cookie brought; `undefined` where it brought none to go by. */
  stateOf(identity: Identity, ruleset: Ruleset): VisitorState | undefined;
  /** Set-Cookie values that are due after something happened to a visitor: none or one. */
  cookiesFor(identity: Identity, change: CookieChange): Promise<string[]>;
  /** Drops what is remembered of a visitor in this process: a first view that waits, cookies read. */
  forget(visitor: VisitorRef): void;
}

/** What happened to a visitor, as far as their cookie depends on it. */
export interface CookieChange {
  readonly ruleset: Ruleset;
  /** Epoch milliseconds of the server's clock. */
  readonly now: number;
  /** URL of the page that the cookie is set on. */
  readonly pageUrl: string | undefined;
  /** What happened; a cookie that holds the state takes it in. */
  readonly entries: readonly LogEntry[];
  /** The state before, where it is known from elsewhere than the cookie. */
  readonly before?: VisitorState | undefined;
  /** The state with the entries in, where it is known already. */
  readonly after?: VisitorState | undefined;
  /** A first view, kept in the cookie and in this process until the visitor is back. */
  readonly first?: ViewEntry | undefined;
}

/** A cookie is written anew once a day, so that a visitor who comes back stays known. */
const RENEW_AFTER_SECONDS = 86_400;
/**
 * Page views that change nothing else are written into the cookie this long after the last one that
 * was: so exact is the idle time that ends a visit.
 */
const NEWS_AFTER_MS = 60_000;

/** Where a site keeps its visitors' state. */
export function statePlace({ artifact }: Ruleset): StatePlace {
  return artifact.site.state ?? "store";
}

/** Makes the identities of the service. */
export function createIdentities({
  seal,
  evictions,
}: {
  readonly seal: Seal;
  readonly evictions: CookieEvictions;
}): Identities {
  const firsts = createFirstViews();
  const memory = createCookieMemory();
  const read = new WeakMap<object, { readonly ruleset: Ruleset; readonly state: VisitorState }>();

  function stateOf({ id, sealed }: Identity, ruleset: Ruleset): VisitorState | undefined {
    const written = sealed?.state;
    if (statePlace(ruleset) === "store" || !Array.isArray(written)) return undefined;
    const known = read.get(written);
    if (known?.ruleset === ruleset) return known.state;
    const state = fromCookieState(written, { id, ruleset });
    if (state !== undefined) read.set(written, { ruleset, state });
    return state;
  }

  function stateAfter(identity: Identity, change: CookieChange): VisitorState | undefined {
    const { ruleset, entries, before, after } = change;
    const place = statePlace(ruleset);
    if (place === "store") return undefined;
    if (after !== undefined) return after;
    if (before === undefined && entries.length === 0) return undefined;
    // What is known of somebody is in the store: a decision that reads it brings it into the cookie.
    if (place === "both" && before === undefined && !identity.isNew) return undefined;
    return foldEntries(ruleset)(before, entries, identity.id);
  }

  return {
    identify: (facts, context) => identify(facts, { seal, firsts, memory }, context),
    stateOf,
    forget(visitor) {
      firsts.take(visitor);
      memory.forget(visitor);
    },
    async cookiesFor(identity, change) {
      const { ruleset, now, first } = change;
      const site = ruleset.artifact.site.id;
      if (first !== undefined) firsts.hold({ site, id: identity.id }, first);
      const before = change.before ?? stateOf(identity, ruleset);
      const whole = stateAfter(identity, { ...change, before });
      if (!isDue(identity, change) && !isNews(identity, { before, after: whole, ruleset }))
        return [];
      const state = whole && trimState(whole, ruleset, now);
      const body = fitCookieBody(
        {
          id: identity.id,
          ...(first === undefined ? {} : { first }),
          ...(state === undefined ? {} : { state }),
        },
        (part, count) => evictions.count(site, part, count),
      );
      const issuedAt = Math.floor(now / 1_000);
      const value = await seal.seal(body, { site, purpose: COOKIE_PURPOSE, issuedAt });
      const said = parseCookieBody(body, site);
      if (said !== undefined) memory.keep(site, value, { ...said, issuedAt, isCurrent: true });
      return [visitorCookie(value, change.pageUrl)];
    },
  };
}

/** Whether a cookie is to be written, whatever state it holds. */
function isDue({ sealed }: Identity, { now, first }: CookieChange): boolean {
  if (sealed === undefined || !sealed.isCurrent) return true;
  if ((sealed.first === undefined) !== (first === undefined)) return true;
  return now / 1_000 - sealed.issuedAt >= RENEW_AFTER_SECONDS;
}

/** Whether a state is worth a cookie: sealing one costs as much as half a decision. */
function isNews(
  { sealed }: Identity,
  { before, after, ruleset }: Pick<CookieChange, "before" | "after" | "ruleset">,
): boolean {
  if (after === undefined) return false;
  if (sealed?.state === undefined || before === undefined) return true;
  if (inUseBy(ruleset).pageviews || !isJustAnotherView(before, after)) return true;
  return (after.lastSeenAt ?? 0) - (before.lastSeenAt ?? 0) >= NEWS_AFTER_MS;
}
