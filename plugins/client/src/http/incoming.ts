import { ENDPOINT } from "../facts.ts";
import type { FacetResult } from "../types.ts";

type HeaderValue = string | readonly string[] | undefined;

/** What is read of a request of `node:http`, and of the frameworks that hand it on. */
export interface IncomingLike extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly headers: Record<string, HeaderValue>;
  /** The same, each value by itself; not all frameworks have it. */
  readonly headersDistinct?: Record<string, string[] | undefined>;
  /** Names and values in turns. */
  readonly rawHeaders: string[];
}

/** Where a request came to, as the framework says it: behind a proxy it knows better. */
export interface IncomingPlace {
  /** `http` or `https`. */
  readonly protocol: string;
  /** Path and query as the browser asked for them. */
  readonly url: string | undefined;
  /** Name and port. */
  readonly host: string | undefined;
}

// `Request` refuses these methods (Fetch, 2.2.1); no page view has one.
const FORBIDDEN = new Set(["CONNECT", "TRACE", "TRACK"]);

/** A request of `node:http` as a web one; its body is read only when the web one's is. */
export function toRequest(incoming: IncomingLike, place: IncomingPlace): Request {
  const method = incoming.method?.toUpperCase() ?? "GET";
  const asked = FORBIDDEN.has(method) ? "HEAD" : method;
  const init = { method: asked, headers: toHeaders(incoming) };
  const url = toUrl(place);
  if (asked === "GET" || asked === "HEAD") return new Request(url, init);
  // `duplex` says that the body is sent while it is read; the DOM's types do not know it yet.
  const withBody: RequestInit & { readonly duplex: "half" } = {
    ...init,
    body: toStream(incoming),
    duplex: "half",
  };
  return new Request(url, withBody);
}

/** Whether a path, with or without a query, is Facet's own endpoint. */
export function isEndpoint(path: string): boolean {
  return /^[^?]*/.exec(path)?.[0].startsWith(`${ENDPOINT}/`) === true;
}

/** Makes the decided headers those of the request that the app sees. */
export function setRequestHeaders(incoming: IncomingLike, { requestHeaders }: FacetResult): void {
  const { headers, headersDistinct = {}, rawHeaders } = incoming;
  const raw: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = "", value = ""] = [rawHeaders[index], rawHeaders[index + 1]];
    if (!isDecided(name)) raw.push(name, value);
  }
  for (const name of Object.keys(headers).filter(isDecided)) {
    delete headers[name];
    delete headersDistinct[name];
  }
  for (const [name, value] of requestHeaders) {
    if (!isDecided(name)) continue;
    headers[name] = value;
    headersDistinct[name] = [value];
    raw.push(name, value);
  }
  // What hands a request on may read any of the three.
  rawHeaders.splice(0, rawHeaders.length, ...raw);
}

function isDecided(name: string): boolean {
  return /^(?:facet-|cookie$)/i.test(name);
}

function toStream(incoming: IncomingLike): ReadableStream<Uint8Array<ArrayBuffer>> {
  let chunks: AsyncIterator<Uint8Array> | undefined;
  // No cancel: ending the iterator would end the connection before it is answered.
  const source: UnderlyingDefaultSource<Uint8Array<ArrayBuffer>> = {
    async pull(controller) {
      chunks ??= incoming[Symbol.asyncIterator]();
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
  };
  // Nothing is read ahead: the body of a page's own form is the app's.
  return new ReadableStream(source, { highWaterMark: 0 });
}

function toHeaders({ headers }: IncomingLike): Headers {
  const web = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    // HTTP/2 has the request line in headers whose names begin with a colon.
    if (value === undefined || name.startsWith(":")) continue;
    for (const each of typeof value === "string" ? [value] : value) web.append(name, each);
  }
  return web;
}

/** The URL, whatever a client has put into the request line and `Host`. */
function toUrl({ protocol, host, url: asked = "/" }: IncomingPlace): URL {
  const origin = `${protocol}://${host ?? "localhost"}`;
  const base = URL.canParse(origin) ? new URL(origin).origin : "http://localhost";
  if (asked.startsWith("/")) return new URL(base + asked);
  const { pathname, search } = URL.canParse(asked) ? new URL(asked) : new URL(base);
  return new URL(base + pathname + search);
}
