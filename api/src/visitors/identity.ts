import { uniqueId } from "../unique-id.ts";
import type { Json } from "@facet/engine";
import { COOKIE_MAX_AGE_SECONDS, readVisitorCookies } from "./cookie.ts";
import { COOKIE_PURPOSE, parseCookieBody } from "./cookie-body.ts";
import type { ViewEntry } from "./cookie-first.ts";
import type { CookieMemory } from "./cookie-memory.ts";
import type { FirstViews } from "./first-views.ts";
import { isInTime, type Seal } from "./seal.ts";

/** What a request may name its visitor by. */
export interface IdentityFacts {
  /** A name that the caller vouches for; wins over cookies. Never a browser's word. */
  readonly named?: string | undefined;
  /** Value of a sealed cookie. */
  readonly state?: string | undefined;
  /** Cookie headers, the visitor's own first. */
  readonly cookieHeaders?: readonly (string | undefined)[];
  /** URL that the cookies were sent for. */
  readonly pageUrl?: string | undefined;
  /** Nothing will be counted or kept. */
  readonly passive?: boolean;
}

/** What a sealed cookie said. */
export interface SealedVisitor {
  readonly id: string;
  /** When it was sealed, seconds since the epoch. */
  readonly issuedAt: number;
  /** Sealed with the key that seals now. */
  readonly isCurrent: boolean;
  /** The visitor's first view, which is not in the log before this cookie has come back once. */
  readonly first?: ViewEntry;
  /** The visitor's state, see `cookie-state.ts`. */
  readonly state?: Json;
}

/** Who the visitor is. */
export interface Identity {
  readonly id: string;
  /** Nobody has seen them before. */
  readonly isNew?: true;
  /** The sealed cookie that says so; absent: the caller named them, or they are new. */
  readonly sealed?: SealedVisitor;
  /** A view that belongs into the log, before whatever else happens to this visitor. */
  readonly first?: ViewEntry;
}

/** The site and the clock that a cookie is held against. */
export interface SealContext {
  readonly site: string;
  /** Epoch milliseconds of the server's clock, whatever clock the request asks for. */
  readonly now: number;
}

/** What finding out who a visitor is needs. */
export interface IdentityTools {
  readonly seal: Seal;
  readonly firsts: FirstViews;
  readonly memory: CookieMemory;
}

/**
 * Finds out who the visitor is: the name that the caller vouches for, else the sealed cookie. A
 * cookie that is forged, cut, foreign, out of date or under another key is as good as none.
 *
 * @returns `undefined`: nobody that is known.
 */
export async function identify(
  facts: IdentityFacts,
  { firsts, ...opening }: IdentityTools,
  { site, now }: SealContext,
): Promise<Identity | undefined> {
  const sealed = await openFirst(sealedTexts(facts), opening, { site, now });
  const { named, passive = false } = facts;
  if (named !== undefined && named !== sealed?.id) {
    const visitor = { site, id: named };
    const first = passive ? firsts.find(visitor) : firsts.take(visitor);
    return { id: named, ...(first === undefined ? {} : { first }) };
  }
  if (sealed === undefined) return undefined;
  const { id, first } = sealed;
  return { id, sealed, ...(first === undefined ? {} : { first }) };
}

/** A visitor who has never been here. */
export function newIdentity(): Identity {
  return { id: uniqueId(), isNew: true };
}

function sealedTexts({ state, cookieHeaders = [], pageUrl }: IdentityFacts): ReadonlySet<string> {
  const cookies = cookieHeaders.flatMap((header) => readVisitorCookies(header, pageUrl));
  return new Set(state === undefined ? cookies : [state, ...cookies]);
}

async function openFirst(
  texts: Iterable<string>,
  { seal, memory }: Pick<IdentityTools, "seal" | "memory">,
  { site, now }: SealContext,
): Promise<SealedVisitor | undefined> {
  const age = { now: Math.floor(now / 1_000), maxAgeSeconds: COOKIE_MAX_AGE_SECONDS };
  for (const text of texts) {
    const known = memory.find(site, text);
    if (known !== undefined && isInTime(known, age)) return known;
    if (known !== undefined) continue;
    const opened = await seal.open(text, { site, purpose: COOKIE_PURPOSE, ...age });
    const body = opened && parseCookieBody(opened.body, site);
    if (opened === undefined || body === undefined) continue;
    const said = { ...body, issuedAt: opened.issuedAt, isCurrent: opened.isCurrent };
    memory.keep(site, text, said);
    return said;
  }
  return undefined;
}
