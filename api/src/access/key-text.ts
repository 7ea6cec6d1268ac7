import { randomBase62, toBase62 } from "./base62.ts";
import type { KeyKind } from "./caller.ts";
import { crc32 } from "./crc32.ts";

/** 30 digits and letters: 178 random bits. */
const SECRET_LENGTH = 30;
const CHECKSUM_LENGTH = 6;
const SHAPE = /^(pk|sk)_([0-9A-Za-z]{36})$/u;
/** A key, or most of one, inside other text. */
const ANYWHERE = /(?<![0-9A-Za-z])([ps]k_)[0-9A-Za-z]{16,}/gu;

/**
 * Makes a key: `pk_` or `sk_`, 30 random digits and letters, and a checksum of six, so that a typing
 * mistake is told from a key that is not known.
 */
export function makeKey(kind: KeyKind): string {
  const body = `${kind === "secret" ? "sk" : "pk"}_${randomBase62(SECRET_LENGTH)}`;
  return body + checksumOf(body);
}

/** Reads what kind of key a text is; `undefined`: it is none, or was mistyped or cut. */
export function kindOfKey(text: string): KeyKind | undefined {
  const prefix = SHAPE.exec(text)?.[1];
  if (prefix === undefined) return undefined;
  const body = text.slice(0, -CHECKSUM_LENGTH);
  if (text.slice(-CHECKSUM_LENGTH) !== checksumOf(body)) return undefined;
  return prefix === "sk" ? "secret" : "publishable";
}

/** SHA-256 of a key as 64 hexadecimal digits: all that is kept of it. */
export async function hashKey(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The id of the key with this hash: tells keys apart in lists and logs, opens nothing. */
export function keyIdOf(hash: string): string {
  return `key_${hash.slice(0, 12)}`;
}

/** Compares two hashes in a time that depends on their lengths alone. */
export function equalHashes(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i % b.length);
  return difference === 0;
}

/** The text with every key in it reduced to its prefix. */
export function redactKeys(text: string): string {
  return text.replaceAll(ANYWHERE, "$1…");
}

function checksumOf(body: string): string {
  return toBase62(crc32(body));
}
