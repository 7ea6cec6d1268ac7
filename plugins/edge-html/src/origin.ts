const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
  "host",
  "content-length",
  // The platform asks for what it can decode itself.
  "accept-encoding",
];

// They name a state of the origin's page; what the visitor has is another one.
const CONDITIONS = ["if-none-match", "if-modified-since", "if-match", "if-unmodified-since"];

/** What is asked of the origin. */
export interface OriginCall {
  /** As the visitor sees it. */
  readonly url: URL;
  readonly headers: Headers;
  readonly address: string | undefined;
  /** `page`: asked for whole, whatever the visitor has of it. */
  readonly as: "page" | "asset";
}

/** The site that is personalised. */
export interface Origin {
  /** Its answer, decoded, with redirects to itself kept on the visitor's host. Never throws. */
  ask(request: Request, call: OriginCall): Promise<Response>;
}

/** Makes a client of the origin at `base`; a path in it comes before every path of the site. */
export function createOrigin(options: {
  readonly base: URL;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
}): Origin {
  const { base, timeoutMs } = options;
  const prefix = base.pathname.replace(/\/$/, "");

  async function ask(request: Request, call: OriginCall): Promise<Response> {
    const target = new URL(base);
    target.pathname = prefix + call.url.pathname;
    target.search = call.url.search;
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), timeoutMs);
    try {
      const response = await options.fetch(target, {
        method: request.method,
        headers: toOriginHeaders(call),
        body: request.body,
        redirect: "manual",
        signal: AbortSignal.any([limit.signal, request.signal]),
        // Node asks for it where the body is a stream; others do not know it.
        ...(request.body === null ? {} : { duplex: "half" }),
      });
      return toAnswer(response, target);
    } catch {
      return toFailure(limit.signal.aborted ? 504 : 502);
    } finally {
      clearTimeout(timer);
    }
  }

  function toAnswer(response: Response, target: URL): Response {
    const headers = new Headers(response.headers);
    const location = headers.get("location");
    if (location !== null) headers.set("location", toOwnLocation(location, target));
    if (headers.has("content-encoding")) {
      headers.delete("content-encoding");
      headers.delete("content-length");
    }
    for (const name of ["connection", "keep-alive", "transfer-encoding"]) headers.delete(name);
    const { status, statusText, body } = response;
    return new Response(body, { status, statusText, headers });
  }

  // Where the origin sends to itself, the visitor stays on the host that they came to.
  function toOwnLocation(location: string, target: URL): string {
    if (!URL.canParse(location, target)) return location;
    const url = new URL(location, target);
    const isOwn =
      url.host === base.host && (url.pathname === prefix || url.pathname.startsWith(`${prefix}/`));
    if (!isOwn) return url.href;
    const path = url.pathname.slice(prefix.length).replace(/^\/*/, "/");
    return path + url.search + url.hash;
  }

  return { ask };
}

function toOriginHeaders({ url, headers: own, address, as }: OriginCall): Headers {
  const headers = new Headers(own);
  for (const name of HOP_BY_HOP) headers.delete(name);
  if (as === "page") for (const name of CONDITIONS) headers.delete(name);
  headers.set("x-forwarded-host", url.host);
  headers.set("x-forwarded-proto", url.protocol.slice(0, -1));
  if (address !== undefined) headers.set("x-forwarded-for", address);
  return headers;
}

function toFailure(status: 502 | 504): Response {
  const why = status === 504 ? "took too long to answer" : "did not answer";
  return new Response(`The site behind this page ${why}. Please try again in a moment.\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
