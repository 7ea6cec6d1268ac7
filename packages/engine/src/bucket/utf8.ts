/** Most bytes that a text of so many UTF-16 code units has in UTF-8. */
export function maxUtf8Bytes(text: string): number {
  return text.length * 3;
}

/**
 * Encodes a text as UTF-8. A lone surrogate becomes U+FFFD, as in the Encoding standard; written out
 * here because the engine may use no web global.
 */
export function toUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(maxUtf8Bytes(text));
  return bytes.subarray(0, writeUtf8(text, bytes));
}

/**
 * Writes a text as UTF-8 to the beginning of `bytes`, which have room for {@link maxUtf8Bytes}.
 *
 * @returns how many bytes it has.
 */
export function writeUtf8(text: string, bytes: Uint8Array): number {
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      bytes[length++] = unit;
      continue;
    }
    const point = codePoint(text, index);
    if (point > 0xffff) index += 1;
    length = putPoint(bytes, { at: length, point });
  }
  return length;
}

function codePoint(text: string, index: number): number {
  const point = text.codePointAt(index) ?? 0xfffd;
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
}

/** Writes a code point above U+007F and returns where the next one goes. */
function putPoint(
  bytes: Uint8Array,
  { at, point }: { readonly at: number; readonly point: number },
): number {
  let next = at;
  if (point < 0x800) {
    bytes[next++] = 0xc0 | (point >> 6);
  } else if (point < 0x1_0000) {
    bytes[next++] = 0xe0 | (point >> 12);
    bytes[next++] = 0x80 | ((point >> 6) & 0x3f);
  } else {
    bytes[next++] = 0xf0 | (point >> 18);
    bytes[next++] = 0x80 | ((point >> 12) & 0x3f);
    bytes[next++] = 0x80 | ((point >> 6) & 0x3f);
  }
  bytes[next++] = 0x80 | (point & 0x3f);
  return next;
}
