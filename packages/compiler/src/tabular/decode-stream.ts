import { asciiLength, isUtf8, type TableEncoding, wideEncoding } from "./encoding.ts";
import { TableError } from "./table-error.ts";

/** Bytes that are looked at to recognise UTF-16. */
const HEAD_BYTES = 4_096;
/** Bytes, from the first that is not ASCII on, that tell UTF-8 from windows-1251. */
const PROBE_BYTES = 65_536;

/**
 * Decodes a table of any size as it comes: by the byte order mark, else UTF-16 where many bytes are
 * NUL, else UTF-8, else windows-1251. What is ASCII passes at once, the rest waits for 64 KB at most.
 *
 * @returns texts, without the byte order mark; the last ends in U+FFFD where the file ends in the middle
 *   of a character.
 * @throws TableError `encoding` where a text begins as UTF-8 and later is none.
 */
export async function* decodeTableStream(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string> {
  let held: Uint8Array = new Uint8Array(0);
  let decode: Decode | undefined;
  let isHead = true;
  for await (const chunk of chunks) {
    if (decode) {
      yield decode(chunk);
      continue;
    }
    held = held.length === 0 ? chunk : joinBytes(held, chunk);
    if (isHead) {
      if (held.length < HEAD_BYTES) continue;
      isHead = false;
      const wide = wideEncoding(held);
      if (wide) decode = createDecoder(wide);
    }
    const ascii = decode ? 0 : asciiLength(held);
    if (ascii > 0) yield asciiText(held.subarray(0, ascii));
    held = held.subarray(ascii);
    if (!decode && held.length >= PROBE_BYTES) decode = createDecoder(narrowEncoding(held, true));
    if (!decode) continue;
    yield decode(held);
    held = new Uint8Array(0);
  }
  decode ??= createDecoder((isHead ? wideEncoding(held) : undefined) ?? endingEncoding(held));
  yield decode(held);
  yield decode(undefined);
}

/** Bytes of UTF-8 that hold a whole character for sure: fewer may be any one letter of windows-1251. */
const LONGEST_CHARACTER = 4;

/** Decodes the next bytes; `undefined` ends the text. */
type Decode = (bytes: Uint8Array | undefined) => string;

function createDecoder(encoding: TableEncoding): Decode {
  const decoder = new TextDecoder(encoding, { fatal: encoding === "utf-8" });
  return (bytes) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch (cause) {
      if (bytes === undefined) return "\uFFFD";
      throw new TableError(
        "the file begins as UTF-8, but further down it holds bytes that are none; save it again as CSV UTF-8",
        { code: "encoding", cause },
      );
    }
  };
}

function narrowEncoding(bytes: Uint8Array, goesOn: boolean): TableEncoding {
  return isUtf8(bytes, { goesOn }) ? "utf-8" : "windows-1251";
}

/** The encoding of the end of a file, which may be cut short in the middle of a character. */
function endingEncoding(bytes: Uint8Array): TableEncoding {
  const isWhole = isUtf8(bytes, { goesOn: false });
  return narrowEncoding(bytes, !isWhole && bytes.length >= LONGEST_CHARACTER);
}

function asciiText(bytes: Uint8Array): string {
  return new TextDecoder("utf-8").decode(bytes);
}

function joinBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
