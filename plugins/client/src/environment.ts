import type { FacetOptions } from "./types.ts";

const LOCAL_API = "http://127.0.0.1:3000";

/**
 * What a server's environment says of the client, over what its code says: `FACET_API`, `FACET_KEY`,
 * `FACET_SITE`, `FACET_CODE_SECRET` and `FACET_TIMEOUT_MS`. Where neither names a service or a rule
 * set, the service is the one of this machine. A time budget that is no number above 0 says nothing.
 */
export function withEnvironment(
  options: FacetOptions,
  env: Readonly<Record<string, string | undefined>>,
): FacetOptions {
  const { timeoutMs, ...rest } = options;
  const told = {
    api: env["FACET_API"] ?? options.api ?? (options.ruleset === undefined ? LOCAL_API : undefined),
    key: env["FACET_KEY"],
    site: env["FACET_SITE"],
    codeSecret: env["FACET_CODE_SECRET"],
    timeoutMs: [Number(env["FACET_TIMEOUT_MS"]), timeoutMs].find(
      (ms) => ms !== undefined && ms > 0,
    ),
  };
  return {
    ...rest,
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
  };
}
