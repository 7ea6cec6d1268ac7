/** A request or an answer, as far as its body goes. */
export interface Message {
  readonly body: ReadableStream<Uint8Array> | null;
}

/**
 * Reads a body up to `maxBytes`, whatever `Content-Length` says, and no further than `signal` lets
 * it. Undefined where it is longer, or was given up.
 */
export async function readBody(
  message: Message,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (message.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = message.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes || signal?.aborted) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

/** Parsed JSON of a body; undefined where it is none. */
export function parseJsonBody(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** Text fields of a form-encoded body (urlencoded or multipart); undefined where it is neither. */
export async function parseFormBody(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<Map<string, string> | undefined> {
  try {
    const form = await new Response(bytes, { headers: { "content-type": contentType } }).formData();
    const fields = new Map<string, string>();
    for (const [name, value] of form) {
      if (typeof value === "string") fields.set(name, value);
    }
    return fields;
  } catch {
    return undefined;
  }
}
