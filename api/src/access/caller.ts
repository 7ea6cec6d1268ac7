import type { Site } from "../rulesets/sites.ts";

/** Rights of a caller: `publishable` for pages, `secret` for servers. */
export type KeyKind = "publishable" | "secret";

/** Who calls, and for which site. */
export interface Caller {
  /** What the caller may do: without any key configured everybody on this machine is `secret`. */
  readonly rights: KeyKind;
  readonly site: Site;
  /** Id of the key; absent: no key is configured. */
  readonly keyId?: string;
  /** Origin of the page that calls, which the key allows; absent: no page, or no key is configured. */
  readonly origin?: string;
}
