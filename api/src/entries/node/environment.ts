import type { HeaderPlatform } from "../../context/index.ts";
import type { ServiceOptions } from "./options.ts";
import type { ServeOptions } from "./serve.ts";

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

  const configuration: Configuration = {
    service: {
      rules: text("FACET_RULES") ?? "./rules",
      db: text("FACET_DB") ?? "./.facet/facet.db",
      watch: true,
      geoDatabase: text("FACET_GEO_DB"),
      trustedHops: whole("FACET_TRUSTED_HOPS", 0, 10),
      platformHeaders: oneOf("FACET_PLATFORM", PLATFORMS),
      cookieKey: text("FACET_COOKIE_KEY"),
    },
    serve: { host: text("HOST") ?? "127.0.0.1", port: whole("PORT", 3_000, 65_535) },
    logLevel: oneOf("FACET_LOG", LEVELS) ?? "info",
  };
  if (mistakes.length > 0) throw new EnvironmentError(mistakes.join("\n"));
  return configuration;
}
