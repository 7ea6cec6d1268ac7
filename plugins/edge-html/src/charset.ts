/**
 * A page's bytes as UTF-8, which is what rewriters read. A page in another encoding that its
 * `Content-Type` names is turned while it streams, and `headers` is told; undefined: the runtime
 * does not know that encoding.
 */
export function toUtf8(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  headers: Headers,
): ReadableStream<Uint8Array> | undefined {
  const type = headers.get("content-type") ?? "";
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type)?.[1]?.toLowerCase();
  if (charset === undefined || charset === "utf-8" || charset === "utf8") return body;
  try {
    const decoder = new TextDecoderStream(charset);
    headers.set("content-type", "text/html; charset=utf-8");
    return body.pipeThrough(decoder).pipeThrough(new TextEncoderStream());
  } catch {
    return undefined;
  }
}
