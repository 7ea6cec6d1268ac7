import type { DecideRequest } from "@facet/protocol";

/** One call of the decision, whichever route it came by. */
export interface DecideCall {
  readonly request: DecideRequest;
  /** Headers of the call itself, which count where the request does not tell of its visitor's. */
  readonly own?: OwnHeaders;
  /** URL of the page that a cookie of the answer is set on. */
  readonly cookieUrl?: string;
  /** Nothing may be counted or kept: a HEAD, a prefetch. */
  readonly passive?: true;
}

/** Headers of a call that say who its visitor is and what they allow. */
export interface OwnHeaders {
  readonly cookie?: string | undefined;
  readonly "sec-gpc"?: string | undefined;
}

const PREFETCH = /\b(?:prefetch|prerender|preview)\b/iu;

/** Whether headers, by lower-case name, say that nobody looks at the page yet (`Sec-Purpose`). */
export function isPrefetch(header: (name: string) => string | undefined): boolean {
  return ["sec-purpose", "purpose", "x-moz", "x-purpose"].some((name) =>
    PREFETCH.test(header(name) ?? ""),
  );
}
