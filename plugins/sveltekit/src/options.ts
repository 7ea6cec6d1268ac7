import type { FacetOptions } from "@facet/client";

const LOCAL_API = "http://127.0.0.1:3000";

/** The client's options: the environment over the code over the defaults. */
export function toFacetOptions(
  options: FacetOptions,
  env: Readonly<Record<string, string | undefined>>,
): FacetOptions {
  const { ruleset } = options;
  const told = {
    api: env["FACET_API"] ?? options.api ?? (ruleset === undefined ? LOCAL_API : undefined),
    key: env["FACET_KEY"],
    site: env["FACET_SITE"],
    codeSecret: env["FACET_CODE_SECRET"],
  };
  const timeoutMs = Number(env["FACET_TIMEOUT_MS"] ?? Number.NaN);
  return {
    ...options,
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
    ...(timeoutMs > 0 ? { timeoutMs } : {}),
  };
}
