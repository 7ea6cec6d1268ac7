import { isAddress } from "./address.ts";
import { isTimeBudget, MAX_BUDGET_MS } from "./time-budget.ts";
import { isKey } from "./transport.ts";
import type { FacetOptions } from "./types.ts";
import { warn } from "./warn.ts";

const LOCAL_API = "http://127.0.0.1:3000";

/** A value that may be wrong, and what it must be; one that is a secret is not repeated. */
interface Expected {
  readonly isRight: (value: string) => boolean;
  readonly expected: string;
  readonly isSecret?: boolean;
}

const API: Expected = {
  isRight: isAddress,
  expected: `an address such as ${LOCAL_API}`,
};
const SITE: Expected = {
  isRight: isAddress,
  expected: "an address such as https://shop.example",
};
const KEY: Expected = {
  isRight: isKey,
  expected: "a key such as sk_…, in one line",
  isSecret: true,
};
const BUDGET: Expected = {
  isRight: (value) => isTimeBudget(Number(value)),
  expected: `milliseconds, more than 0 and at most ${MAX_BUDGET_MS}`,
};

// A server may make several clients out of its one environment.
const said = new WeakMap<(line: string) => void, Set<string>>();

function sayOnce(log: (line: string) => void, line: string): void {
  const lines = said.get(log) ?? new Set();
  if (lines.has(line)) return;
  said.set(log, lines.add(line));
  log(line);
}

/**
 * What a server's environment says of the client, over what its code says: `FACET_API`, `FACET_KEY`,
 * `FACET_SITE`, `FACET_CODE_SECRET` and `FACET_TIMEOUT_MS`; an empty one says nothing. Where neither
 * names a service or a rule set, the service is the one of this machine. A value that cannot be used
 * is left out with one line in the log, `options.log` or the console.
 */
export function withEnvironment<Options extends FacetOptions>(
  options: Options,
  env: Readonly<Record<string, string | undefined>>,
): Options & FacetOptions {
  const log = options.log ?? warn;

  function told(name: string, { isRight, expected, isSecret = false }: Expected) {
    const value = env[name]?.trim() || undefined;
    if (value === undefined || isRight(value)) return value;
    const found = isSecret ? "cannot be used" : `is "${value}"`;
    sayOnce(
      log,
      `facet: ${name} in the environment ${found}; expected ${expected}. It is left out`,
    );
    return undefined;
  }

  const budget = told("FACET_TIMEOUT_MS", BUDGET);
  const given = {
    api: told("FACET_API", API) ?? options.api,
    key: told("FACET_KEY", KEY),
    site: told("FACET_SITE", SITE),
    codeSecret: env["FACET_CODE_SECRET"] || undefined,
    timeoutMs: budget === undefined ? undefined : Number(budget),
  };
  const api = given.api ?? (options.ruleset === undefined ? LOCAL_API : undefined);
  const known = Object.entries({ ...given, api }).filter(([, value]) => value !== undefined);
  return { ...options, ...Object.fromEntries(known) };
}
