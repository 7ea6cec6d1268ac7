const ESCAPES = /(?:%[0-9a-f]{2})+/gi;
const STILL_ENCODED = /^(?:[ -$&-~]|%[0-9a-f]{2})+$/i;
const ONE_ESCAPE = /%[0-9a-f]{2}/i;
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const NOT_TEXT = /[\u0000-\u001F\u007F\uFFFD]/;

/**
 * Decodes the name or value of a form-encoded parameter: `+` is a space, `%XX` are bytes of UTF-8
 * or, where they are not valid UTF-8, of windows-1251. A value that is still percent-encoded text
 * after that was encoded twice and is decoded once more. Stray `%` stay as they are. Never throws.
 */
export function decodeParameter(raw: string): string {
  const once = decodeEscapes(raw.replaceAll("+", " "));
  if (!ONE_ESCAPE.test(once) || !STILL_ENCODED.test(once)) return once;
  const twice = decodeEscapes(once.replaceAll("+", " "));
  return NOT_TEXT.test(twice) ? once : twice;
}

/** Decodes `%XX` of a path segment; the segment stays one: an encoded slash is kept encoded. */
export function decodeSegment(raw: string): string {
  const decoded = decodeEscapes(raw);
  return decoded.includes("/") ? raw : decoded;
}

function decodeEscapes(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return decodeLoosely(text);
  }
}

/** Decodes what is escaped and leaves the rest: one charset for the whole text. */
function decodeLoosely(text: string): string {
  const utf8 = replaceEscapes(text, decodeUtf8);
  return (
    utf8 ?? replaceEscapes(text, (bytes) => new TextDecoder("windows-1251").decode(bytes)) ?? text
  );
}

type DecodeBytes = (bytes: Uint8Array, atEnd: boolean) => string | undefined;

function replaceEscapes(text: string, decode: DecodeBytes): string | undefined {
  let result = "";
  let from = 0;
  for (const match of text.matchAll(ESCAPES)) {
    const run = match[0];
    const end = match.index + run.length;
    const decoded = decode(toBytes(run), end === text.length);
    if (decoded === undefined) return undefined;
    result += text.slice(from, match.index) + decoded;
    from = end;
  }
  return result + text.slice(from);
}

/** An address cut in the middle of a character ends in an incomplete sequence: it is dropped. */
function decodeUtf8(bytes: Uint8Array, atEnd: boolean): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: atEnd });
    return text === "" ? undefined : text;
  } catch {
    return undefined;
  }
}

function toBytes(escapes: string): Uint8Array {
  const bytes = new Uint8Array(escapes.length / 3);
  for (let i = 0; i < bytes.length; i += 1) {
    bytes[i] = Number.parseInt(escapes.slice(i * 3 + 1, i * 3 + 3), 16);
  }
  return bytes;
}
