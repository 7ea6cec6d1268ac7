import type { ApiKey } from "../../access/api-key.ts";
import type { Limits } from "../../access/limits.ts";
import type { HeaderPlatform } from "@facet/context";
import type { Log } from "../../ports.ts";
import type { AllowedAddresses } from "../../webhooks/public-address.ts";

/** Options of `createService`. */
export interface ServiceOptions {
  /** Path of a folder with a `site.yaml`, or of one with several such folders in it. */
  readonly rules: string;
  /**
   * Where visitors are kept: path of a SQLite file, an address of Redis or Valkey as `redis://…` or
   * `redis+cluster://…`, or `:memory:`: forgotten with the process.
   */
  readonly db: string;
  /** Follow edits of the rules. Default false. */
  readonly watch?: boolean;
  /** Path of a MaxMind DB file; absent: the embedded one, countries only. */
  readonly geoDatabase?: string;
  /** Proxies of one's own in front, each adding to `X-Forwarded-For`. Default 0. */
  readonly trustedHops?: number;
  /** The platform whose geo headers are believed. Default: none. */
  readonly platformHeaders?: HeaderPlatform;
  /** Key of the visitor cookie, 32 bytes of base64url; absent: made once and kept in the store. */
  readonly cookieKey?: string;
  /** Signs variation codes, so that only codes of our own are rendered; absent: they go unsigned. */
  readonly codeSecret?: string | undefined;
  /** Keys beside those of the store. */
  readonly keys?: readonly ApiKey[] | undefined;
  /** How often callers with keys may call. Default: as `DEFAULT_LIMITS`. */
  readonly limits?: Limits | undefined;
  /** Addresses and CIDR blocks that webhooks may reach although they are not public. Default none. */
  readonly webhookAllow?: AllowedAddresses | undefined;
  /** Default: pino on standard error, level `info`. */
  readonly log?: Log;
  /** The server's clock, epoch milliseconds. Default `Date.now`. */
  readonly now?: () => number;
}
