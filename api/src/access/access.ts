import type { RouteContext } from "../http/route.ts";
import type { Site, Sites } from "../rulesets/sites.ts";
import type { ApiKey } from "./api-key.ts";
import type { Caller, KeyKind } from "./caller.ts";
import type { KeyFinding, Keyring } from "./keyring.ts";
import type { KeyUses } from "./key-uses.ts";
import type { LimitGate, Pool } from "./limits.ts";
import { chooseSite, namedSite } from "./named-site.ts";
import { pageOrigin } from "./origin.ts";
import { findPresentedKey, type PresentedKey } from "./presented-key.ts";
import {
  foreignOrigin,
  keyMissing,
  keyRefused,
  keysUnknown,
  noRight,
  otherSite,
  siteBroken,
} from "./refusals.ts";

/** What a call must show. */
export interface Demand {
  /** The least rights. */
  readonly needs: KeyKind;
  /** A key that came in the body or the path. */
  readonly writeKey?: string | undefined;
  /** Whose quota the call is taken from. Default `events`. */
  readonly pool?: Pool;
  /** A publishable key may come as `?key=`. Default true. */
  readonly keyInQuery?: boolean;
}

/** Finds out who calls. */
export interface Access {
  /** Resolves when the keys are known as well as they can be now; never rejects. */
  refresh(): Promise<void>;
  /** Whether calls need no key: none was ever configured. */
  isPlayground(): boolean;
  /** Never lets anybody in without a key from now on, whether or not any is configured. */
  requireKeys(): void;
  /** Whether a browser may show answers to pages of this origin, as far as keys say so. */
  allowsOrigin(origin: string): boolean;
  /**
   * Finds the caller. Without any key configured everybody has all rights.
   *
   * @throws ApiProblem `key-missing`, `key-refused`, `no-right`, `foreign-origin`, `too-many`,
   *   `which-site`, or `unavailable` where the keys were never read.
   */
  authenticate(c: RouteContext, demand: Demand): Promise<Caller>;
  /**
   * Takes an event or a lead that shows no key, and cannot be read, from the quota of its address.
   *
   * @throws ApiProblem `too-many`.
   */
  holdKeyless(c: RouteContext): void;
  /** The sites whose state a call may be told, whoever makes it: those it has a secret key's rights for. */
  sitesToldTo(c: RouteContext): Promise<readonly Site[]>;
}

/** Options of {@link createAccess}. */
export interface AccessOptions {
  readonly sites: Sites;
  readonly keys: Keyring;
  readonly uses: KeyUses;
  readonly limits: LimitGate;
  /** The network that a call comes from, by which calls are limited. */
  readonly networkOf: (c: RouteContext) => string | undefined;
}

/** Makes what all calls are let in by. */
export function createAccess({ sites, keys, uses, limits, networkOf }: AccessOptions): Access {
  async function judge(presented: PresentedKey): Promise<KeyFinding | "in-url"> {
    const isLeaked = presented.place === "query" && presented.text.startsWith("sk_");
    return isLeaked ? "in-url" : keys.find(presented.text);
  }

  function siteOf(key: ApiKey): Site {
    const site = sites.find(key.site);
    if (site !== undefined) return site;
    // A folder whose rules were never good may be the key's.
    const mayBeBroken = sites.list().some(({ rulesets }) => rulesets.current() === undefined);
    throw mayBeBroken ? siteBroken(key.site) : keyRefused("site-not-served");
  }

  function admit(c: RouteContext, key: ApiKey, needs: KeyKind): Caller {
    const site = siteOf(key);
    const named = namedSite(c);
    if (named !== undefined && named !== site.id) throw otherSite(site.id);
    const who = { rights: key.kind, site, keyId: key.id };
    if (key.kind === "secret") return who;
    if (needs === "secret") throw noRight();
    const origin = pageOrigin((name) => c.req.header(name));
    if (origin === undefined) return who;
    if (origin === null || !key.origins.includes(origin)) throw foreignOrigin(origin);
    return { ...who, origin };
  }

  async function authenticate(c: RouteContext, demand: Demand): Promise<Caller> {
    const { needs, writeKey, keyInQuery = true, pool = "events" } = demand;
    await keys.refresh();
    if (!keys.isKnown()) throw keysUnknown();
    if (!keys.isConfigured()) return { rights: "secret", site: chooseSite(c, sites) };
    const presented = findPresentedKey(c, { writeKey, inQuery: keyInQuery });
    const finding = presented && (await judge(presented));
    const key = typeof finding === "object" ? finding : undefined;
    const address = key?.kind === "secret" ? undefined : networkOf(c);
    limits.pass(c, { address, keyId: key?.id, pool });
    if (finding === undefined) throw keyMissing();
    if (typeof finding === "string") throw keyRefused(finding);
    const caller = admit(c, finding, needs);
    uses.record(finding);
    c.set("caller", caller);
    return caller;
  }

  return {
    refresh: () => keys.refresh(),
    isPlayground: () => keys.isKnown() && !keys.isConfigured(),
    requireKeys: () => keys.require(),
    allowsOrigin: (origin) => keys.allowsOrigin(origin),
    authenticate,
    holdKeyless(c) {
      if (keys.isConfigured()) limits.pass(c, { address: networkOf(c), pool: "events" });
    },
    async sitesToldTo(c) {
      await keys.refresh();
      if (!keys.isKnown()) return [];
      if (!keys.isConfigured()) return sites.list();
      const presented = findPresentedKey(c, { inQuery: false });
      const key = presented && (await judge(presented));
      if (typeof key !== "object" || key.kind !== "secret") return [];
      const site = sites.find(key.site);
      return site === undefined ? [] : [site];
    },
  };
}
