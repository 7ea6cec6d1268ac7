import type { FacetDecision } from "@facet/client";

/** Request header by which the proxy hands a decision to a private page. */
export const DECISION_HEADER = "facet-decision";

/** What the proxy hands to a page. */
export interface HandedPage {
  readonly decision: FacetDecision;
  /** URL that the visitor called. */
  readonly url: string;
}

/** Seals decisions, so that a page takes none that its own proxy did not make. */
export interface Handoff {
  /** Decision and URL as a header value. */
  seal(page: HandedPage): Promise<string>;
  /** What a header value says; undefined where the value is not ours. */
  open(sealed: string): Promise<HandedPage | undefined>;
}

const PURPOSE = "facet-decision\0";
const ALGORITHM = { name: "HMAC", hash: "SHA-256" };

/** Makes the two sides of the handoff over one secret (HMAC-SHA-256). */
export function createHandoff(secret: string): Handoff {
  let key: Promise<CryptoKey> | undefined;
  const keyOf = () =>
    (key ??= crypto.subtle.importKey("raw", toBytes(secret), ALGORITHM, false, ["sign", "verify"]));

  return {
    async seal({ decision, url }) {
      const { explain: _, ...told } = decision;
      const body = Buffer.from(JSON.stringify({ decision: told, url })).toString("base64url");
      const mac = await crypto.subtle.sign("HMAC", await keyOf(), toBytes(PURPOSE + body));
      return `${body}.${Buffer.from(mac).toString("base64url")}`;
    },
    async open(sealed) {
      const [body = "", mac = ""] = sealed.split(".", 2);
      const signature = Buffer.from(mac, "base64url");
      const message = toBytes(PURPOSE + body);
      if (!(await crypto.subtle.verify("HMAC", await keyOf(), signature, message)))
        return undefined;
      // Sealed by `seal`, so it is what that was given.
      return JSON.parse(Buffer.from(body, "base64url").toString()) as HandedPage;
    },
  };
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
