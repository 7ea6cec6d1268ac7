/** A rendered page as it is kept. */
export interface StoredPage {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Where rendered pages are kept, by path and code. */
export interface PageStore {
  get(key: string): StoredPage | undefined;
  /** @param options.tags Names under which pages are thrown out together. */
  set(
    key: string,
    page: StoredPage,
    options: { readonly maxAgeSeconds: number; readonly tags: readonly string[] },
  ): void;
}

/** A kept page as a response of its own. */
export function toResponse({ status, headers, body }: StoredPage, method: string): Response {
  const own = headers.map(([name, value]): [string, string] => [name, value]);
  return new Response(method === "HEAD" ? null : body, { status, headers: own });
}

/**
 * Sends a page on as it is rendered and keeps it once it is whole. What is no success, sets a cookie
 * or is marked as nobody else's is sent and not kept.
 */
export function keepPage(response: Response, keep: (page: StoredPage) => void): Response {
  if (!isKeepable(response) || response.body === null) return response;
  const { status } = response;
  const headers = [...response.headers];
  const chunks: Uint8Array[] = [];
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      chunks.push(chunk);
      controller.enqueue(chunk);
    },
    // Not reached where the rendering fails or the visitor leaves: half a page is not kept.
    flush: async () =>
      keep({ status, headers, body: await new Blob(chunks as Uint8Array<ArrayBuffer>[]).bytes() }),
  });
  return new Response(response.body.pipeThrough(watch), response);
}

function isKeepable({ status, headers }: Response): boolean {
  if (status !== 200 || headers.has("set-cookie")) return false;
  return !/\b(?:no-store|private)\b/i.test(headers.get("cache-control") ?? "");
}
