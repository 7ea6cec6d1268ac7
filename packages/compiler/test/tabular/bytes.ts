/** Bytes that come in pieces of a size. */
export async function* chunked(
  bytes: Uint8Array,
  size: number = bytes.length,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A text as the bytes of UTF-16, low byte first. */
export function utf16le(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "utf16le"));
}

const TO_1251 = new Map(
  [
    ...new TextDecoder("windows-1251").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)),
  ].map((character, byte) => [character, byte] as const),
);

/** A text as the bytes of windows-1251; a character it lacks becomes a question mark. */
export function windows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => TO_1251.get(character) ?? 0x3f);
}
