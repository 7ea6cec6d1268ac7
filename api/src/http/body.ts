import { ApiProblem } from "./problem.ts";
import type { RouteContext } from "./route.ts";

/** Longest body of most routes. */
export const MAX_BODY_BYTES = 256 * 1_024;
/** Longest body of one event. */
export const MAX_EVENT_BYTES = 32 * 1_024;

/** Opens the bytes of a request's body as they come in; `undefined`: by the request itself. */
export type OpenBody = (c: RouteContext) => AsyncIterable<Uint8Array> | undefined;

/**
 * Reads a body as text, counting as it comes in: what Content-Length says can only refuse earlier.
 *
 * @throws ApiProblem `too-large` past `limitBytes`, `invalid-json` where it is not UTF-8,
 *   `invalid-request` where it breaks off.
 */
export type ReadBody = (c: RouteContext, limitBytes: number) => Promise<string>;

/** Makes the reader of bodies. */
export function createBodyReader(openBody: OpenBody = () => undefined): ReadBody {
  return async (c, limitBytes) => {
    const announced = Number(c.req.header("content-length") ?? 0);
    if (announced > limitBytes) throw tooLarge(limitBytes);
    return readText(openBody(c) ?? c.req.raw.body ?? [], limitBytes);
  };
}

async function readText(
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limitBytes: number,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength;
      if (size > limitBytes) break;
      chunks.push(chunk);
    }
  } catch {
    throw new ApiProblem({ code: "invalid-request", detail: "The body broke off." });
  }
  if (size > limitBytes) throw tooLarge(limitBytes);
  return decode(chunks, size);
}

function decode(chunks: readonly Uint8Array[], size: number): string {
  const [first] = chunks;
  const bytes = chunks.length === 1 && first !== undefined ? first : join(chunks, size);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ApiProblem({
      code: "invalid-json",
      detail: "The body is not UTF-8 text. Send JSON in UTF-8, not compressed.",
    });
  }
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
