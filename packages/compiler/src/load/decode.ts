import { wideEncoding } from "../tabular/encoding.ts";

/** What became of a file's bytes. */
export type Decoded =
  | { readonly text: string; readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1251" }
  /** Offset, in characters, of the first byte that is no UTF-8; `text` has U+FFFD there. */
  | { readonly text: string; readonly badAt: number };

/** Reads a YAML file: UTF-8, with or without a byte order mark; UTF-16 is told apart, for its message. */
export function decodeUtf8(content: string | Uint8Array): Decoded {
  if (typeof content === "string") return { text: withoutMark(content), encoding: "utf-8" };
  const wide = wideEncoding(content);
  if (wide) return { text: "", encoding: wide };
  const strict = strictUtf8(content);
  if (strict !== undefined) return { text: withoutMark(strict), encoding: "utf-8" };
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
  return { text, badAt: Math.max(0, text.indexOf("\ufffd")) };
}

/**
 * Reads a table or a list of phrases as spreadsheets and ad systems save them: by the byte order
 * mark, else UTF-16 where every third byte is NUL, else UTF-8 where it is valid, else windows-1251.
 */
export function decodeTable(content: string | Uint8Array): {
  readonly text: string;
  readonly encoding: string;
} {
  if (typeof content === "string") return { text: withoutMark(content), encoding: "utf-8" };
  const encoding = wideEncoding(content);
  if (encoding) return { text: withoutMark(new TextDecoder(encoding).decode(content)), encoding };
  const strict = strictUtf8(content);
  if (strict !== undefined) return { text: withoutMark(strict), encoding: "utf-8" };
  return { text: new TextDecoder("windows-1251").decode(content), encoding: "windows-1251" };
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}
