const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const VALUES = new Uint8Array(128).fill(255);
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

/**
 * Decodes base64 (RFC 4648 §4, padded).
 *
 * @returns the bytes, in a buffer of their own.
 * @throws RangeError for a text that is no base64.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  if (text.length % 4 !== 0) throw new RangeError("the base64 text is cut short");
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  const whole = text.length - (padding === 0 ? 0 : 4);
  let seen = 0;
  let out = 0;
  for (let i = 0; i < whole; i += 4) {
    const group =
      (valueAt(text, i) << 18) |
      (valueAt(text, i + 1) << 12) |
      (valueAt(text, i + 2) << 6) |
      valueAt(text, i + 3);
    seen |= group;
    bytes[out++] = group >>> 16;
    bytes[out++] = group >>> 8;
    bytes[out++] = group;
  }
  if (padding > 0) {
    const last =
      (valueAt(text, whole) << 18) |
      (valueAt(text, whole + 1) << 12) |
      (padding === 1 ? valueAt(text, whole + 2) << 6 : 0);
    seen |= last;
    bytes[out++] = last >>> 16;
    if (padding === 1) bytes[out] = last >>> 8;
  }
  if (seen < 0) throw new RangeError("the base64 text has a character that is none of base64's");
  return bytes;
}

/** The six bits of a character; negative, so that the sign bit tells, where it has none. */
function valueAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  const value = code < 128 ? (VALUES[code] as number) : 255;
  return value === 255 ? -1 : value;
}
