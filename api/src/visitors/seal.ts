import { fromBase64Url, toBase64Url } from "../base64url.ts";

/** Longest sealed text that is made or looked at, characters. */
export const MAX_SEALED_LENGTH = 3_568;

const CLOCK_SKEW_SECONDS = 300;
const KEY_BYTES = 32;
const KEY_ID_BYTES = 6;
const NONCE_BYTES = 12;
const NONCES_AT_ONCE = 256;
const TAG_BYTES = 16;
const TIME_BYTES = 6;
const SHORTEST_BYTES = NONCE_BYTES + TAG_BYTES + TIME_BYTES;
const VERSION = "v1";
/** `v1.`, the key's id in base64url, and a dot. */
const PREFIX_LENGTH = VERSION.length + 1 + (KEY_ID_BYTES / 3) * 4 + 1;

/** Longest body that fits into {@link MAX_SEALED_LENGTH}, bytes of UTF-8. */
export const MAX_BODY_BYTES: number =
  Math.floor(((MAX_SEALED_LENGTH - PREFIX_LENGTH) * 3) / 4) - SHORTEST_BYTES;

/** What a sealed text is for: it opens for nothing else. */
export interface SealBinding {
  readonly site: string;
  /** A word for the use, e.g. `visitor`. */
  readonly purpose: string;
}

/** What {@link Seal.open} holds a text against. */
export interface OpenOptions extends SealBinding {
  /** Seconds since the epoch. */
  readonly now: number;
  readonly maxAgeSeconds: number;
}

/** What was sealed. */
export interface Opened {
  readonly body: string;
  /** When it was sealed, seconds since the epoch. */
  readonly issuedAt: number;
  /** Sealed with the key that seals now; if not, it is to be sealed anew. */
  readonly isCurrent: boolean;
}

/** Seals texts that only a holder of the keys can make or read. */
export interface Seal {
  /**
   * @param issuedAt Seconds since the epoch.
   * @returns a text of cookie-safe characters.
   * @throws RangeError where the body is longer than {@link MAX_BODY_BYTES}.
   */
  seal(body: string, options: SealBinding & { readonly issuedAt: number }): Promise<string>;
  /**
   * @returns `undefined` for a text that is forged, cut, of an unknown key, another site or purpose,
   *   or out of date. Never throws.
   */
  open(text: string, options: OpenOptions): Promise<Opened | undefined>;
}

/** A key is not 32 bytes of base64url. */
export class CookieKeyError extends Error {
  override readonly name = "CookieKeyError";
}

interface SealKey {
  /** What its texts start with. */
  readonly prefix: string;
  readonly aes: CryptoKey;
}

/** Makes a key for {@link createSeal}: 32 random bytes as base64url. */
export function makeCookieKey(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
}

/**
 * Makes a seal with AES-256-GCM (NIST SP 800-38D), a random 96-bit nonce a text. The form is
 * `v1.<key id>.<nonce, ciphertext and tag>`; version, key id, purpose and site are authenticated
 * with the rest. Time of sealing and body are what is encrypted.
 *
 * @param keys 32 bytes as base64url or base64; several separated by commas: the first one seals, all
 *   of them open.
 * @throws CookieKeyError where a key is anything else.
 */
export async function createSeal(keys: string): Promise<Seal> {
  const parsed = keys.split(",").map((key, position) => parseKey(key.trim(), position));
  const known = await Promise.all(parsed.map(importKey));
  const nextNonce = createNonces();
  const writePlain = createPlainWriter();
  const bind = createBinder();
  const byPrefix = new Map(known.toReversed().map((key) => [key.prefix, key]));
  const [current] = known;
  if (current === undefined) throw new CookieKeyError("There is no cookie key.");

  return {
    async seal(body, options) {
      const iv = nextNonce();
      const additionalData = bind(options, current.prefix);
      const sealed = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData },
        current.aes,
        writePlain(body, options.issuedAt),
      );
      // The nonce is a multiple of three bytes long, so that its text ends where the rest's begins.
      return current.prefix + toBase64Url(iv) + toBase64Url(new Uint8Array(sealed));
    },
    async open(text, options) {
      if (text.length > MAX_SEALED_LENGTH) return undefined;
      const key = byPrefix.get(text.slice(0, PREFIX_LENGTH));
      if (key === undefined) return undefined;
      const joined = fromBase64Url(text.slice(PREFIX_LENGTH));
      if (joined === undefined || joined.length < SHORTEST_BYTES) return undefined;
      const iv = joined.subarray(0, NONCE_BYTES);
      const additionalData = bind(options, key.prefix);
      const plain = await crypto.subtle
        .decrypt({ name: "AES-GCM", iv, additionalData }, key.aes, joined.subarray(NONCE_BYTES))
        .catch(() => undefined);
      if (plain === undefined) return undefined;
      const opened = { ...readPlain(plain), isCurrent: key === current };
      return isInTime(opened, options) ? opened : undefined;
    },
  };
}

/** Whether what was opened is neither too old nor from the future. */
export function isInTime(
  { issuedAt }: Pick<Opened, "issuedAt">,
  { now, maxAgeSeconds }: Pick<OpenOptions, "now" | "maxAgeSeconds">,
): boolean {
  const age = now - issuedAt;
  return age >= -CLOCK_SKEW_SECONDS && age <= maxAgeSeconds;
}

/** Makes the bytes that bind texts to their use, once for each use. */
function createBinder(): (binding: SealBinding, prefix: string) => Uint8Array<ArrayBuffer> {
  const made = new Map<string, Uint8Array<ArrayBuffer>>();
  return ({ site, purpose }, prefix) => {
    const text = `facet\0${purpose}\0${site}\0${prefix}`;
    const known = made.get(text);
    if (known !== undefined) return known;
    const bytes = new TextEncoder().encode(text);
    made.set(text, bytes);
    return bytes;
  };
}

/** Makes a source of random nonces; drawing many at once costs a tenth of drawing each. */
function createNonces(): () => Uint8Array<ArrayBuffer> {
  const drawn = new Uint8Array(NONCE_BYTES * NONCES_AT_ONCE);
  let next = drawn.length;
  return () => {
    if (next === drawn.length) {
      crypto.getRandomValues(drawn);
      next = 0;
    }
    next += NONCE_BYTES;
    return drawn.slice(next - NONCE_BYTES, next);
  };
}

/**
 * Makes a writer of what is encrypted: time and body. What it gives is valid until the next call:
 * WebCrypto copies it before it returns, and a new buffer for each text costs more than that.
 */
function createPlainWriter(): (body: string, issuedAt: number) => Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(TIME_BYTES + MAX_BODY_BYTES);
  const view = new DataView(bytes.buffer);
  const text = bytes.subarray(TIME_BYTES);
  const encoder = new TextEncoder();
  return (body, issuedAt) => {
    const { read, written } = encoder.encodeInto(body, text);
    if (read < body.length) {
      throw new RangeError(`The text is too long to seal: ${MAX_BODY_BYTES} bytes are the most`);
    }
    view.setUint16(0, Math.floor(issuedAt / 2 ** 32));
    view.setUint32(2, issuedAt % 2 ** 32);
    return bytes.subarray(0, TIME_BYTES + written);
  };
}

function readPlain(plain: ArrayBuffer): Pick<Opened, "body" | "issuedAt"> {
  const view = new DataView(plain);
  const issuedAt = view.getUint16(0) * 2 ** 32 + view.getUint32(2);
  // A mark at the start is part of the text.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return { body: decoder.decode(new Uint8Array(plain, TIME_BYTES)), issuedAt };
}

async function importKey(bytes: Uint8Array<ArrayBuffer>): Promise<SealKey> {
  const aes = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return { prefix: `${VERSION}.${toBase64Url(digest.subarray(0, KEY_ID_BYTES))}.`, aes };
}

function parseKey(key: string, position: number): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64Url(key.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/u, ""));
  if (bytes?.length === KEY_BYTES) return bytes;
  throw new CookieKeyError(
    `Cookie key ${position + 1} is not ${KEY_BYTES} bytes of base64url. Correct FACET_COOKIE_KEY; this makes a key: openssl rand -base64 32`,
  );
}
