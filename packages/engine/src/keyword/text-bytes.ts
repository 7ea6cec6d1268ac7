/** Stands before the two bytes of a code unit that has no byte of its own, the lower one first. */
const ESCAPE = 0;
const CYRILLIC_BYTE = 0x80;
const CYRILLIC = 0x400;

/**
 * The byte by which a text that is kept has a code unit: of ASCII itself, of Cyrillic letters one above.
 * Texts of ad phrases take half of what they do in UTF-16.
 *
 * @returns 0 where it has none.
 */
export function byteOf(unit: number): number {
  if (unit < CYRILLIC_BYTE) return unit;
  return unit >= CYRILLIC && unit < CYRILLIC + CYRILLIC_BYTE
    ? unit - CYRILLIC + CYRILLIC_BYTE
    : ESCAPE;
}

/** Most bytes that a code unit takes. */
export const MAX_UNIT_BYTES = 3;

/**
 * Writes a text.
 *
 * @param at Where it starts; there is room for {@link MAX_UNIT_BYTES} for each of its code units.
 * @returns where it ends.
 */
export function writeText(text: string, bytes: Uint8Array, at: number): number {
  let end = at;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const byte = byteOf(unit);
    bytes[end++] = byte;
    if (byte !== ESCAPE) continue;
    bytes[end++] = unit & 0xff;
    bytes[end++] = unit >>> 8;
  }
  return end;
}

// Eight at a time takes a third of the time that one at a time does, and half of what `apply` does.
const STEP = 8;

/** Reads what {@link writeText} has written. */
export function readText(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  let at = start;
  while (at < end) {
    if (at + STEP <= end && hasOnlyBytes(bytes, at)) {
      text += String.fromCharCode(
        unitAt(bytes, at),
        unitAt(bytes, at + 1),
        unitAt(bytes, at + 2),
        unitAt(bytes, at + 3),
        unitAt(bytes, at + 4),
        unitAt(bytes, at + 5),
        unitAt(bytes, at + 6),
        unitAt(bytes, at + 7),
      );
      at += STEP;
    } else if (bytes[at] === ESCAPE) {
      text += String.fromCharCode((bytes[at + 1] as number) | ((bytes[at + 2] as number) << 8));
      at += MAX_UNIT_BYTES;
    } else {
      text += String.fromCharCode(unitAt(bytes, at++));
    }
  }
  return text;
}

function hasOnlyBytes(bytes: Uint8Array, at: number): boolean {
  for (let i = at; i < at + STEP; i++) if (bytes[i] === ESCAPE) return false;
  return true;
}

function unitAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] as number;
  return byte < CYRILLIC_BYTE ? byte : byte - CYRILLIC_BYTE + CYRILLIC;
}
