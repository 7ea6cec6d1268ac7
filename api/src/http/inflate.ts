/** Names of `Content-Encoding` (RFC 9110 §8.4.1) that a body may be packed by. */
const FORMATS: ReadonlyMap<string, CompressionFormat> = new Map([
  ["gzip", "gzip"],
  ["x-gzip", "gzip"],
  ["deflate", "deflate"],
]);

/** How the bytes of a body are packed; `undefined`: by something that is not read here. */
export function packingOf(contentEncoding: string): CompressionFormat | undefined {
  return FORMATS.get(contentEncoding.trim().toLowerCase());
}

/**
 * Unpacks bytes as they come in. Whoever stops reading early stops the unpacking, so that a few bytes
 * that stand for gigabytes never become them.
 *
 * @throws TypeError where the bytes are not packed that way, or break off.
 */
export async function* inflate(
  packed: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  format: CompressionFormat,
): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream(format);
  const writer = writable.getWriter();
  const reader = readable.getReader();
  const written = pour(packed, writer);
  // What goes wrong with it is told by the reader.
  written.catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
    await writer.abort().catch(() => undefined);
  }
}

async function pour(
  packed: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  writer: WritableStreamDefaultWriter<BufferSource>,
): Promise<void> {
  try {
    for await (const chunk of packed) await writer.write(new Uint8Array(chunk));
    await writer.close();
  } catch (error) {
    await writer.abort(error);
  }
}
