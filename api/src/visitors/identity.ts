import { v7 as uuidv7 } from "uuid";
import { readVisitorCookies, visitorCookie } from "./cookie.ts";
import type { Seal, SealedVisitor } from "./seal.ts";

/** What a request may name its visitor by. */
export interface IdentityFacts {
  /** A name that the caller vouches for; wins over cookies. */
  readonly named?: string;
  /** Value of a sealed cookie. */
  readonly state?: string;
  /** Cookie headers, the visitor's own first. */
  readonly cookieHeaders?: readonly (string | undefined)[];
}

/** Who the visitor is. */
export interface Identity {
  readonly id: string;
  /** The sealed cookie that says so. */
  readonly sealed?: SealedVisitor;
}

/** The site and the clock that a cookie is held against. */
export interface SealContext {
  readonly site: string;
  /** Epoch milliseconds of the server's clock, whatever clock the request asks for. */
  readonly now: number;
}

/** A cookie is written anew once a day, so that a visitor who comes back stays known. */
const RENEW_AFTER_SECONDS = 86_400;

/** Finds out who the visitor is; `undefined`: nobody that is known. */
export async function identify(
  facts: IdentityFacts,
  seal: Seal,
  { site, now }: SealContext,
): Promise<Identity | undefined> {
  const sealed = await openFirst(sealedTexts(facts), seal, { site, now });
  if (facts.named === undefined) return sealed && { id: sealed.id, sealed };
  return { id: facts.named, ...(sealed?.id === facts.named ? { sealed } : {}) };
}

/** A visitor who has never been here. */
export function newIdentity(): Identity {
  return { id: uuidv7() };
}

/**
 * The Set-Cookie value that keeps a visitor known, where one is due: none has been set yet, or it is
 * a day old.
 */
export async function cookieFor(
  identity: Identity,
  seal: Seal,
  context: SealContext & { readonly pageUrl: string | undefined },
): Promise<string | undefined> {
  const now = Math.floor(context.now / 1_000);
  const { sealed } = identity;
  if (sealed !== undefined && now - sealed.issuedAt < RENEW_AFTER_SECONDS) return undefined;
  const value = await seal.seal({ site: context.site, id: identity.id, issuedAt: now });
  return visitorCookie(value, context.pageUrl);
}

function sealedTexts({ state, cookieHeaders = [] }: IdentityFacts): string[] {
  const cookies = cookieHeaders.flatMap((header) => readVisitorCookies(header));
  return state === undefined ? cookies : [state, ...cookies];
}

async function openFirst(
  texts: readonly string[],
  seal: Seal,
  { site, now }: SealContext,
): Promise<SealedVisitor | undefined> {
  for (const text of texts) {
    const sealed = await seal.open(text, { site, now: Math.floor(now / 1_000) });
    if (sealed !== undefined) return sealed;
  }
  return undefined;
}
