import type { RouteContext } from "../http/route.ts";
import { ApiProblem } from "../http/problem.ts";
import { type Allowance, createRateLimiter } from "./rate-limiter.ts";

/** Calls that share a quota: those of one pool never wait for those of another. */
export type Pool = "decisions" | "events" | "other";

/** Calls a minute, by pool; 0: as many as they like. */
export type PoolLimits = Readonly<Record<Pool, number>>;

/** How often callers may call. */
export interface Limits {
  /** Of all callers with one key together. */
  readonly key: PoolLimits;
  /** Of one address with a publishable key, or with none that is known. */
  readonly address: PoolLimits;
}

/** What one process bears, and what one visitor's household needs many times over. */
export const DEFAULT_LIMITS: Limits = {
  key: { decisions: 600_000, events: 120_000, other: 6_000 },
  address: { decisions: 600, events: 1_200, other: 120 },
};

/** Who makes a call. */
export interface Callers {
  /** Name of the network that the call comes from. */
  readonly address?: string;
  readonly keyId?: string;
  readonly pool: Pool;
}

/** Holds calls against the limits. */
export interface LimitGate {
  /**
   * Takes the call from the quotas of its address and key, and tells what is left in `RateLimit` and
   * `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10).
   *
   * @throws ApiProblem `too-many` where one of them is used up.
   */
  pass(c: RouteContext, callers: Callers): void;
}

const WINDOW_SECONDS = 60;
const MAX_NAMES = 100_000;

/** Makes the gate. */
export function createLimitGate(
  limits: Limits,
  elapsedMs: () => number = () => performance.now(),
): LimitGate {
  const limiter = createRateLimiter({ maxNames: MAX_NAMES, elapsedMs });

  /** The headers that tell what is left; `undefined` where nothing limits the call. */
  function take(by: keyof Limits, name: string | undefined, pool: Pool): Fields | undefined {
    const calls = limits[by][pool];
    if (name === undefined || calls === 0) return undefined;
    const allowance = limiter.take(`${by} ${pool} ${name}`, { calls, seconds: WINDOW_SECONDS });
    const headers = toHeaders(`${pool}-by-${by}`, allowance);
    if (!allowance.allowed) throw tooMany(by, allowance, headers);
    return headers;
  }

  return {
    pass(c, { address, keyId, pool }) {
      const ofAddress = take("address", address, pool);
      const ofKey = take("key", keyId, pool);
      // What is left of a key says how busy the whole site is, which is no page's business.
      const told = ofAddress ?? ofKey ?? {};
      for (const [field, value] of Object.entries(told)) c.header(field, value);
    },
  };
}

type Fields = Readonly<Record<string, string>>;

function toHeaders(policy: string, { quota, remaining, resetSeconds }: Allowance): Fields {
  return {
    RateLimit: `"${policy}";r=${remaining};t=${resetSeconds}`,
    "RateLimit-Policy": `"${policy}";q=${quota.calls};w=${quota.seconds}`,
  };
}

function tooMany(
  by: keyof Limits,
  { quota, retrySeconds }: Allowance,
  headers: Fields,
): ApiProblem {
  const whose = by === "key" ? "This key" : "Your address";
  return new ApiProblem({
    code: "too-many",
    detail: `${whose} may make ${quota.calls} calls of this kind in ${quota.seconds} seconds. Try again in ${retrySeconds} seconds.`,
    headers: { ...headers, "Retry-After": String(retrySeconds) },
  });
}
