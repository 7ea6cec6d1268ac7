const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * Writes bytes as base64url without padding (RFC 4648, 5). By hand: `btoa` wants a text of bytes first
 * and another alphabet, and takes three times as long.
 */
export function toBase64Url(bytes: Uint8Array): string {
  const at = (sextet: number): string => ALPHABET.charAt(sextet & 63);
  const byte = (i: number): number => bytes[i] ?? 0;
  const whole = bytes.length - (bytes.length % 3);
  let text = "";
  for (let i = 0; i < whole; i += 3) {
    const bits = (byte(i) << 16) | (byte(i + 1) << 8) | byte(i + 2);
    text += at(bits >> 18) + at(bits >> 12) + at(bits >> 6) + at(bits);
  }
  if (whole === bytes.length) return text;
  const bits = (byte(whole) << 16) | (byte(whole + 1) << 8);
  text += at(bits >> 18) + at(bits >> 12);
  return bytes.length - whole === 1 ? text : text + at(bits >> 6);
}

/**
 * Reads base64url without padding. Strict, so that no two texts are the same bytes.
 *
 * @returns `undefined` where a character is outside the alphabet, the length is impossible, or
 *   unused bits are set.
 */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/u.test(text) || text.length % 4 === 1 || !endsClean(text)) return undefined;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Whether the bits of the last character that belong to no byte are zero. */
function endsClean(text: string): boolean {
  const used = text.length % 4;
  if (used === 0) return true;
  const last = ALPHABET.indexOf(text.slice(-1));
  return last % (used === 2 ? 16 : 4) === 0;
}
