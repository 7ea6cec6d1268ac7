import type { Consent, JsonObject, Ruleset } from "@facet/engine";
import { resolveConsent } from "../context/consent.ts";
import { cookieFor, identify, type Identity, newIdentity } from "../visitors/identity.ts";
import { toRecord } from "../json.ts";
import type { Seal } from "../visitors/seal.ts";

/** What an event says of whom it is about. */
export interface SubjectFacts {
  readonly visitorId?: string | null | undefined;
  readonly anonymousId?: string | null | undefined;
  readonly userId?: string | null | undefined;
  /** Value of a sealed cookie. */
  readonly state?: string | undefined;
  readonly cookieHeader?: string | undefined;
  /** Value of `Sec-GPC`. */
  readonly gpc?: string | undefined;
  /** What the caller says the visitor allowed: Segment's `context.consent.categoryPreferences`. */
  readonly asked?: Readonly<Partial<Consent>> | undefined;
  /** Purposes without which it may not be tied to anybody. */
  readonly purposes: readonly (keyof Consent)[];
  /** URL of the page that a cookie of the answer is set on. */
  readonly pageUrl?: string | undefined;
  readonly bot: boolean;
}

/** Whom an event is about. */
export interface Subject {
  /** Absent: nobody that may be kept. */
  readonly identity?: Identity;
  /** Set-Cookie value that keeps a visitor who was made for the event. */
  readonly cookie?: string;
}

/**
 * Finds whom an event is about: a name in the body, else the sealed cookie, else a new visitor where
 * the site's consent allows one and it is no crawler. Nobody where the visitor refuses.
 */
export async function findSubject(
  facts: SubjectFacts,
  ruleset: Ruleset,
  { seal, now }: { readonly seal: Seal; readonly now: number },
): Promise<Subject> {
  const { id: site, consent: siteDefault } = ruleset.artifact.site;
  // Whom somebody knows already has been asked: only a refusal of this very call counts.
  if (!isAllowed(facts, "granted")) return {};
  const named = facts.visitorId || facts.anonymousId || facts.userId || undefined;
  const known = await identify(
    { named, state: facts.state, cookieHeaders: [facts.cookieHeader] },
    seal,
    { site, now },
  );
  if (known !== undefined) return { identity: known };
  if (facts.bot || !isAllowed(facts, siteDefault)) return {};
  const identity = newIdentity();
  const cookie = await cookieFor(identity, seal, { site, now, pageUrl: facts.pageUrl });
  return { identity, ...(cookie === undefined ? {} : { cookie }) };
}

function isAllowed(facts: SubjectFacts, siteDefault: "granted" | "denied"): boolean {
  const consent = resolveConsent({ ...facts, siteDefault });
  return facts.purposes.every((purpose) => consent[purpose]);
}

/** What a message's `context` says the visitor allowed: `consent.categoryPreferences`. */
export function consentOf(context: JsonObject): Partial<Consent> {
  const preferences = toRecord(toRecord(context["consent"])["categoryPreferences"]);
  const spoken = Object.entries(preferences).filter(([, allowed]) => typeof allowed === "boolean");
  return Object.fromEntries(spoken);
}
