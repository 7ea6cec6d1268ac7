import { parseFixedKeys } from "../../access/fixed-keys.ts";
import type { ApiKey } from "../../access/api-key.ts";
import { DEFAULT_LIMITS, type Limits, type PoolLimits } from "../../access/limits.ts";
import type { HeaderPlatform } from "@facet/context";
import { type AllowedAddresses, parseAllowed } from "../../webhooks/public-address.ts";
import type { ServiceOptions } from "./options.ts";
import type { ServeOptions } from "./serve.ts";
import { parseStorePlace } from "./store-place.ts";

/** What the environment configures. */
export interface Configuration {
  readonly service: ServiceOptions;
  readonly serve: ServeOptions;
  readonly logLevel: string;
}

/** A variable has a value that it cannot have; the message lists all of them. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

type Environment = Readonly<Record<string, string | undefined>>;

const PLATFORMS: readonly HeaderPlatform[] = ["cloudflare", "vercel", "netlify", "fastly"];
/** Characters of a secret that nobody tries out. */
const MIN_SECRET = 16;
/** Calls a minute. */
const MAX_CALLS = 100_000_000;
const LEVELS = ["debug", "info", "warn", "error", "silent"] as const;

/**
 * Reads the configuration from environment variables; an empty one counts as not set.
 *
 * @throws EnvironmentError with every variable that has a wrong value.
 */
export function readEnvironment(environment: Environment): Configuration {
  const mistakes: string[] = [];
  const text = (name: string): string | undefined => environment[name] || undefined;

  function whole(name: string, fallback: number, max: number): number {
    const given = text(name);
    if (given === undefined) return fallback;
    const value = Number(given);
    if (/^\d+$/u.test(given) && value <= max) return value;
    mistakes.push(`${name} is "${given}": expected a whole number from 0 to ${max}.`);
    return fallback;
  }

  function oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const given = text(name);
    const found = allowed.find((value) => value === given);
    if (given !== undefined && found === undefined) {
      mistakes.push(`${name} is "${given}": expected one of ${allowed.join(", ")}.`);
    }
    return found;
  }

  function store(): string {
    const [file, place] = [text("FACET_DB"), text("FACET_STORE")];
    if (file !== undefined && place !== undefined && file !== place) {
      mistakes.push("FACET_DB and FACET_STORE are both set: leave one of them out.");
    }
    const chosen = place ?? file ?? "./.facet/facet.db";
    const parsed = parseStorePlace(chosen);
    if ("problem" in parsed) {
      const name = place === undefined ? "FACET_DB" : "FACET_STORE";
      mistakes.push(`${name} cannot be used: ${parsed.problem}.`);
    }
    return chosen;
  }

  function keys(): readonly ApiKey[] | undefined {
    const given = text("FACET_KEYS");
    if (given === undefined) return undefined;
    const read = parseFixedKeys(given);
    if ("keys" in read) return read.keys;
    const list = read.mistakes.join("; ");
    mistakes.push(
      `FACET_KEYS is no list of keys as \`facet keys create --print\` writes it: ${list}.`,
    );
    return undefined;
  }

  function webhookAllow(): AllowedAddresses | undefined {
    const given = text("FACET_WEBHOOK_ALLOW");
    if (given === undefined) return undefined;
    const read = parseAllowed(given);
    if ("allowed" in read) return read.allowed;
    mistakes.push(
      `FACET_WEBHOOK_ALLOW has ${read.mistakes.join(", ")}: expected addresses such as 10.0.0.7 and blocks such as 10.0.0.0/8, separated by commas.`,
    );
    return undefined;
  }

  function codeSecret(): string | undefined {
    const given = text("FACET_CODE_SECRET");
    if (given !== undefined && given.length < MIN_SECRET) {
      mistakes.push(
        `FACET_CODE_SECRET has ${given.length} characters: expected ${MIN_SECRET} or more, as \`openssl rand -base64 32\` makes them.`,
      );
    }
    return given;
  }

  function limits(): Limits {
    const of = (by: keyof Limits): PoolLimits => ({
      decisions: whole(
        `FACET_LIMIT_${by.toUpperCase()}_DECISIONS`,
        DEFAULT_LIMITS[by].decisions,
        MAX_CALLS,
      ),
      events: whole(`FACET_LIMIT_${by.toUpperCase()}_EVENTS`, DEFAULT_LIMITS[by].events, MAX_CALLS),
      other: whole(`FACET_LIMIT_${by.toUpperCase()}_OTHER`, DEFAULT_LIMITS[by].other, MAX_CALLS),
    });
    return { key: of("key"), address: of("address") };
  }

  const configuration: Configuration = {
    service: {
      rules: text("FACET_RULES") ?? "./rules",
      db: store(),
      watch: true,
      geoDatabase: text("FACET_GEO_DB"),
      trustedHops: whole("FACET_TRUSTED_HOPS", 0, 10),
      platformHeaders: oneOf("FACET_PLATFORM", PLATFORMS),
      cookieKey: text("FACET_COOKIE_KEY"),
      codeSecret: codeSecret(),
      keys: keys(),
      limits: limits(),
      webhookAllow: webhookAllow(),
    },
    serve: { host: text("HOST") ?? "127.0.0.1", port: whole("PORT", 3_000, 65_535) },
    logLevel: oneOf("FACET_LOG", LEVELS) ?? "info",
  };
  if (mistakes.length > 0) throw new EnvironmentError(mistakes.join("\n"));
  return configuration;
}
