import { inflate, packingOf } from "./inflate.ts";
import { ApiProblem } from "./problem.ts";
import type { RouteContext } from "./route.ts";

/** Longest body of most routes. */
export const MAX_BODY_BYTES = 256 * 1_024;
/** Longest body of one event. */
export const MAX_EVENT_BYTES = 32 * 1_024;
/** Longest body of a batch of events. */
export const MAX_BATCH_BYTES = 500 * 1_024;

/** Opens the bytes of a request's body as they come in; `undefined`: by the request itself. */
export type OpenBody = (c: RouteContext) => AsyncIterable<Uint8Array> | undefined;

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Reads a body, counting as it comes in: what Content-Length says can only refuse earlier. A body
 * that comes as gzip or deflate is unpacked, and its unpacked bytes are counted.
 *
 * @throws ApiProblem `too-large` past `limitBytes`, `invalid-request` where it breaks off or cannot be
 *   unpacked, `unsupported-media-type` where it is packed by something else.
 */
export type ReadBytes = (c: RouteContext, limitBytes: number) => Promise<Uint8Array>;

/** Reads a body as text; throws as {@link ReadBytes} does, and as {@link toText}. */
export type ReadBody = (c: RouteContext, limitBytes: number) => Promise<string>;

/** Makes the reader of bodies that any bytes may be in. */
export function createBytesReader(openBody: OpenBody = () => undefined): ReadBytes {
  return async (c, limitBytes) => {
    const announced = Number(c.req.header("content-length") ?? 0);
    if (announced > limitBytes) throw tooLarge(limitBytes);
    return collect(unpack(c, openBody(c) ?? c.req.raw.body ?? []), limitBytes);
  };
}

/** Makes the reader of bodies of text. */
export function createBodyReader(readBytes: ReadBytes): ReadBody {
  return async (c, limitBytes) => toText(await readBytes(c, limitBytes));
}

/**
 * Bytes as text.
 *
 * @throws ApiProblem `invalid-json` where they are not UTF-8.
 */
export function toText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ApiProblem({
      code: "invalid-json",
      detail:
        "The body is not UTF-8 text. Send JSON in UTF-8; name the packing in Content-Encoding where it is packed.",
    });
  }
}

function unpack(c: RouteContext, stream: Bytes): Bytes {
  const encoding = c.req.header("content-encoding");
  if (encoding === undefined || encoding === "" || encoding === "identity") return stream;
  const format = packingOf(encoding);
  if (format !== undefined) return inflate(stream, format);
  throw new ApiProblem({
    code: "unsupported-media-type",
    detail: `The body is packed as "${encoding.slice(0, 80)}". Send it as gzip, as deflate, or as it is.`,
    headers: { "Accept-Encoding": "gzip, deflate" },
  });
}

async function collect(stream: Bytes, limitBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength;
      if (size > limitBytes) break;
      chunks.push(chunk);
    }
  } catch {
    throw new ApiProblem({
      code: "invalid-request",
      detail: "The body broke off, or is not packed as it says.",
    });
  }
  if (size > limitBytes) throw tooLarge(limitBytes);
  const [first] = chunks;
  return chunks.length === 1 && first !== undefined ? first : join(chunks, size);
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const joined = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return joined;
}

function tooLarge(limitBytes: number): ApiProblem {
  return new ApiProblem({
    code: "too-large",
    detail: `The body is over ${limitBytes / 1_024} KB, the limit of this route.`,
    headers: { Connection: "close" },
  });
}
