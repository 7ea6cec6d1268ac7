import type { HeaderPlatform } from "../../context/index.ts";
import type { Log } from "../../ports.ts";

/** Options of `createService`. */
export interface ServiceOptions {
  /** Path of the rules folder. */
  readonly rules: string;
  /** Path of the SQLite file, or `:memory:`: visitors are forgotten with the process. */
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
  /** Default: pino on standard error, level `info`. */
  readonly log?: Log;
  /** The server's clock, epoch milliseconds. Default `Date.now`. */
  readonly now?: () => number;
}
