import { toBase64Url } from "../../base64url.ts";

/** Digest of a name within a site: what is left of a name that was erased. */
export type NameDigest = (site: string, name: string) => Promise<string>;

const SALT_BYTES = 32;

/**
 * Makes the digest of names: HMAC-SHA256 of `<site>\0<name>` in base64url.
 *
 * @param salt The key, another one for each store: digests of two stores say nothing of each other.
 */
export async function createNameDigest(salt: string): Promise<NameDigest> {
  const text = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", text.encode(salt), algorithm, false, ["sign"]);
  return async (site, name) => {
    const digest = await crypto.subtle.sign("HMAC", key, text.encode(`${site}\0${name}`));
    return toBase64Url(new Uint8Array(digest));
  };
}

/** Makes the salt of a new store: 32 random bytes in base64url. */
export function makeSalt(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));
}
