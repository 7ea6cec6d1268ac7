import type { JsonObject } from "@facet/engine";

/** How long a cookie lives: 395 days, the longest browsers keep one. */
export const COOKIE_MAX_AGE_SECONDS = 34_128_000;

/** Longest text that is worth opening. */
const MAX_SEALED_LENGTH = 3_584;
const CLOCK_SKEW_SECONDS = 300;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const VERSION = "v1";

/** What a sealed cookie says. */
export interface SealedVisitor {
  readonly site: string;
  readonly id: string;
  /** When it was sealed, seconds since the epoch. */
  readonly issuedAt: number;
}

/** Seals visitor ids into cookie values that only this key's holder can make or read. */
export interface Seal {
  /** @returns a value of cookie-safe characters. */
  seal(visitor: SealedVisitor): Promise<string>;
  /**
   * @param expected The site it must be of, and the current time in seconds.
   * @returns `undefined` for a value that is forged, cut, of another key or site, or out of date.
   */
  open(
    text: string,
    expected: { readonly site: string; readonly now: number },
  ): Promise<SealedVisitor | undefined>;
}

/** The key is not 32 bytes of base64url. */
export class CookieKeyError extends Error {
  override readonly name = "CookieKeyError";
}

/** Makes a key for {@link createSeal}: 32 random bytes as base64url. */
export function makeCookieKey(): string {
  return toBase64(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
}

/**
 * Makes a seal with AES-256-GCM (NIST SP 800-38D), a random 96-bit nonce a value. The form is
 * `v1.<key id>.<nonce and ciphertext>`; version and key id are authenticated with the rest.
 *
 * @param key 32 bytes as base64url or base64.
 * @throws CookieKeyError where the key is anything else.
 */
export async function createSeal(key: string): Promise<Seal> {
  const bytes = parseKey(key);
  const aes = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const prefix = `${VERSION}.${toBase64(digest.subarray(0, 6))}`;
  const additionalData = new TextEncoder().encode(`facet visitor cookie ${prefix}`);

  return {
    async seal({ site, id, issuedAt }) {
      const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const text = new TextEncoder().encode(JSON.stringify({ site, id, iat: issuedAt }));
      const sealed = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData },
        aes,
        text,
      );
      const joined = new Uint8Array(NONCE_BYTES + sealed.byteLength);
      joined.set(iv);
      joined.set(new Uint8Array(sealed), NONCE_BYTES);
      return `${prefix}.${toBase64(joined)}`;
    },
    async open(text, { site, now }) {
      if (text.length > MAX_SEALED_LENGTH || !text.startsWith(`${prefix}.`)) return undefined;
      const joined = fromBase64(text.slice(prefix.length + 1));
      if (joined === undefined || joined.length <= NONCE_BYTES) return undefined;
      const iv = joined.subarray(0, NONCE_BYTES);
      const sealed = joined.subarray(NONCE_BYTES);
      const opened = await crypto.subtle
        .decrypt({ name: "AES-GCM", iv, additionalData }, aes, sealed)
        .catch(() => undefined);
      const visitor = opened === undefined ? undefined : parsePayload(opened);
      if (visitor === undefined || visitor.site !== site) return undefined;
      const age = now - visitor.issuedAt;
      return age >= -CLOCK_SKEW_SECONDS && age <= COOKIE_MAX_AGE_SECONDS ? visitor : undefined;
    },
  };
}

function parseKey(key: string): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64(key.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/u, ""));
  if (bytes?.length === KEY_BYTES) return bytes;
  throw new CookieKeyError(
    `The cookie key is not ${KEY_BYTES} bytes of base64url. Make one with: openssl rand -base64 32`,
  );
}

function parsePayload(bytes: ArrayBuffer): SealedVisitor | undefined {
  const payload: JsonObject = JSON.parse(new TextDecoder().decode(bytes));
  const { site, id, iat } = payload;
  if (typeof site !== "string" || typeof id !== "string" || typeof iat !== "number")
    return undefined;
  return { site, id, issuedAt: iat };
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Strict: characters outside the alphabet and unused bits that are set are refused. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/u.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}
