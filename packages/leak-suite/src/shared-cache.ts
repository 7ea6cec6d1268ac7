import { once } from "node:events";
import { createServer, request as forward } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A cache that all visitors share. */
export interface SharedCache {
  readonly origin: string;
  /** Answers that it gave without asking the app. */
  hits(): number;
  close(): Promise<void>;
}

interface Stored {
  readonly answer: Answer;
  readonly until: number;
  /** Request headers that chose the answer, by name. */
  readonly chosenBy: ReadonlyMap<string, string>;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

// Of one connection, not of the message (RFC 9110, 7.6.1).
const OWN_HEADERS = new Set(["connection", "keep-alive", "transfer-encoding"]);

/**
 * Puts a cache in front of an app that keeps whatever the app's headers let it keep: `Vary` and
 * `Cache-Control` (RFC 9111), `CDN-Cache-Control` before it (RFC 9213). Its visitors can send it any
 * `Facet-Key`, as it decides nothing itself.
 */
export async function startSharedCache(app: string): Promise<SharedCache> {
  const pages = new Map<string, readonly Stored[]>();
  let hits = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const asked = toHeaders(request);
    const isKeepable = method === "GET" || method === "HEAD";
    const stored = isKeepable
      ? pages.get(url)?.find((page) => page.until > Date.now() && isChosen(page, asked))
      : undefined;
    if (stored !== undefined) hits += 1;
    const found = stored?.answer ?? (await ask(app, request));
    const lifetimeMs = freshForMs(found.headers);
    if (stored === undefined && method === "GET" && found.status === 200 && lifetimeMs > 0) {
      const page = {
        answer: found,
        until: Date.now() + lifetimeMs,
        chosenBy: new Map(varyOf(found.headers).map((name) => [name, asked.get(name) ?? ""])),
      };
      pages.set(url, [page, ...(pages.get(url) ?? [])]);
    }
    response.writeHead(found.status, toTurns(found.headers));
    response.end(method === "HEAD" ? undefined : found.body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(502).end(String(error));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    hits: () => hits,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Asks the app as the visitor asked, `Host` included, as it makes up addresses of the site. */
async function ask(app: string, request: IncomingMessage): Promise<Answer> {
  const { method, headers, url = "/" } = request;
  const forwarded = forward(new URL(url, app), { method, headers });
  forwarded.end(await bodyOf(request));
  const [response] = (await once(forwarded, "response")) as [IncomingMessage];
  const body = await bodyOf(response);
  return { status: response.statusCode ?? 502, headers: toHeaders(response), body };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function toHeaders(message: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    if (OWN_HEADERS.has(name)) continue;
    for (const value of values ?? []) headers.append(name, value);
  }
  return headers;
}

function toTurns(headers: Headers): string[] {
  return [...headers].filter(([name]) => !OWN_HEADERS.has(name)).flat();
}

function isChosen({ chosenBy }: Stored, asked: Headers): boolean {
  return [...chosenBy].every(([name, value]) => (asked.get(name) ?? "") === value);
}

function varyOf(headers: Headers): readonly string[] {
  return (headers.get("vary") ?? "")
    .toLowerCase()
    .split(/\s*,\s*/)
    .filter(Boolean);
}

/** How long a cache of many may give an answer away, milliseconds. */
function freshForMs(headers: Headers): number {
  if (varyOf(headers).includes("*")) return 0;
  const directives = headers.get("cdn-cache-control") ?? headers.get("cache-control") ?? "";
  if (/\b(?:no-store|no-cache|private)\b/i.test(directives)) return 0;
  const seconds =
    /\bs-maxage=(\d+)/i.exec(directives)?.[1] ?? /\bmax-age=(\d+)/i.exec(directives)?.[1];
  return Number(seconds ?? 0) * 1000;
}
