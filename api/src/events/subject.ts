import type { Consent, JsonObject, Ruleset } from "@facet/engine";
import { resolveConsent } from "@facet/context";
import { toRecord } from "../json.ts";
import { forgetCookie } from "../visitors/cookie.ts";
import type { Identities } from "../visitors/identities.ts";
import { type Identity, newIdentity } from "../visitors/identity.ts";
import type { Receipt } from "./ingest.ts";

/** What a request says of the visitor behind it. */
export interface SenderFacts {
  readonly ruleset: Ruleset;
  /** The request's own Cookie header. */
  readonly cookieHeader?: string | undefined;
  /** Value of `Sec-GPC`. */
  readonly gpc?: string | undefined;
  /** URL that the request's cookies were sent for, and new ones are set on. */
  readonly cookieUrl?: string | undefined;
  /** It makes no visitor: a crawler, a page that nobody looks at yet. */
  readonly isIdle: boolean;
  /** When it came, epoch milliseconds. */
  readonly now: number;
}

/** What an event says of whom it is about. */
export interface SubjectFacts {
  /** A name that a server vouches for. */
  readonly named?: string | undefined;
  /** Value of a sealed cookie that a server hands on. */
  readonly state?: string | undefined;
  /** What the caller says the visitor allowed. */
  readonly asked?: Readonly<Partial<Consent>> | undefined;
  /** Purposes without which it may not be tied to anybody. */
  readonly purposes: readonly (keyof Consent)[];
  /** It is about a crawler. */
  readonly isIdle?: boolean;
  /** Makes the visitor, where it is a new one. */
  readonly makeIdentity?: () => Identity;
}

/** Finds whom the events of one request are about. */
export interface SubjectFinder {
  /**
   * A server's name, else the sealed cookie's visitor, else a new one where the site's consent allows
   * it and it is no crawler: one for all events of the request.
   *
   * @returns `undefined`: nobody that may be kept; so it is where the visitor refuses.
   */
  find(facts: SubjectFacts): Promise<Identity | undefined>;
  /**
   * Set-Cookie values of the answer: for who was found by a cookie, or is new.
   *
   * @param receipts What became of the request's messages.
   */
  cookies(receipts: readonly Receipt[]): Promise<readonly string[]>;
}

/** Makes the finder for one request. */
export function createSubjectFinder(
  sender: SenderFacts,
  identities: Pick<Identities, "identify" | "cookiesFor">,
): SubjectFinder {
  const { ruleset, now, cookieHeader, cookieUrl, gpc } = sender;
  const { id: site, consent: siteDefault } = ruleset.artifact.site;
  const found = new Map<string, Promise<Identity | undefined>>();
  let fresh: Identity | undefined;
  let holder: Identity | undefined;

  function isAllowed({ asked, purposes }: SubjectFacts, silence: "granted" | "denied"): boolean {
    const consent = resolveConsent({ asked, cookieHeader, gpc, siteDefault: silence });
    return purposes.every((purpose) => consent[purpose]);
  }

  function identifyOnce({ named, state }: SubjectFacts): Promise<Identity | undefined> {
    const key = JSON.stringify([named, state]);
    const known = found.get(key);
    if (known !== undefined) return known;
    const facts = { named, state, cookieHeaders: [cookieHeader], pageUrl: cookieUrl };
    const asked = identities.identify(facts, { site, now });
    found.set(key, asked);
    return asked;
  }

  return {
    async find(facts) {
      // Whom somebody knows already has been asked: only a refusal of this very call counts.
      if (!isAllowed(facts, "granted")) return undefined;
      const identity = await identifyOnce(facts);
      if (identity?.sealed !== undefined) holder ??= identity;
      if (identity !== undefined) return identity;
      if (sender.isIdle || facts.isIdle || !isAllowed(facts, siteDefault)) return undefined;
      fresh ??= (facts.makeIdentity ?? newIdentity)();
      holder ??= fresh;
      return fresh;
    },
    async cookies(receipts) {
      const own = receipts.filter(
        ({ entries }) => holder !== undefined && entries[0]?.visitorId === holder.id,
      );
      // Without a message the first view, which the cookie may hold, is not in the log yet.
      if (holder === undefined || own.length === 0) return [];
      if (own.some(({ outcome }) => outcome === "erased")) return [forgetCookie(cookieUrl)];
      const stored = own.filter(({ outcome }) => outcome === "stored");
      if (stored.length === 0 && holder.sealed === undefined) return [];
      const entries = stored.flatMap((receipt) => receipt.entries);
      return identities.cookiesFor(holder, { ruleset, now, pageUrl: cookieUrl, entries });
    },
  };
}

/** What a message's `context` says the visitor allowed: `consent.categoryPreferences`. */
export function consentOf(context: JsonObject): Partial<Consent> {
  const preferences = toRecord(toRecord(context["consent"])["categoryPreferences"]);
  const spoken = Object.entries(preferences).filter(([, allowed]) => typeof allowed === "boolean");
  return Object.fromEntries(spoken);
}
