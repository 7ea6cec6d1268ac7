/** Encodings that spreadsheets and ad systems save tables in. */
export type TableEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1251";

/** Share of NUL bytes from which a text without a byte order mark is UTF-16. */
const NUL_SHARE = 0.3;
const SAMPLE_BYTES = 4_096;

/**
 * Recognises UTF-16: by its byte order mark, else by NUL bytes, of which Latin text has one in two.
 *
 * @param bytes The beginning of a file.
 */
export function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let even = 0;
  let odd = 0;
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  if (even + odd <= sample.length * NUL_SHARE) return undefined;
  return odd > even ? "utf-16le" : "utf-16be";
}

/** Position of the first byte that is not ASCII, or the length where all are. */
export function asciiLength(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length && (bytes[at] ?? 0) < 0x80) at += 1;
  return at;
}

/** Whether bytes are a UTF-8 text; of one that goes on, the last character may be cut off. */
export function isUtf8(bytes: Uint8Array, { goesOn }: { readonly goesOn: boolean }): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: goesOn });
    return true;
  } catch {
    return false;
  }
}
