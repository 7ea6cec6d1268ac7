import type { Seal } from "../visitors/seal.ts";

/** What a form token says of itself. */
export type TokenFinding =
  | { readonly kind: "good"; readonly ageSeconds: number }
  /** Forged, cut, of another site, or older than a page is believed. */
  | { readonly kind: "bad" };

/**
 * Tokens that forms carry: they prove that a page was decided here, and how long ago. They say nothing
 * of who it was decided for, so pages of one second share one.
 */
export interface FormTokens {
  /** @param now Epoch milliseconds. */
  make(site: string, now: number): Promise<string>;
  /** @param now Epoch milliseconds. */
  check(
    token: string,
    context: { readonly site: string; readonly now: number },
  ): Promise<TokenFinding>;
}

const PURPOSE = "form";
/** A page that was open for longer asks for a new one. */
const MAX_AGE_SECONDS = 12 * 3_600;

interface Made {
  readonly second: number;
  readonly token: Promise<string>;
}

/** Makes the tokens: bound to their site, sealed with the keys of the visitor cookie. */
export function createFormTokens(seal: Seal): FormTokens {
  const latest = new Map<string, Made>();
  return {
    make(site, now) {
      const second = Math.floor(now / 1_000);
      const known = latest.get(site);
      if (known?.second === second) return known.token;
      const token = seal.seal("", { site, purpose: PURPOSE, issuedAt: second });
      latest.set(site, { second, token });
      return token;
    },
    async check(token, { site, now }) {
      const seconds = now / 1_000;
      const binding = { site, purpose: PURPOSE, maxAgeSeconds: MAX_AGE_SECONDS };
      const opened = await seal.open(token, { ...binding, now: seconds });
      if (opened === undefined) return { kind: "bad" };
      return { kind: "good", ageSeconds: seconds - opened.issuedAt };
    },
  };
}
