import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

/** What an app can do wrong with a cache. */
export type Flaw =
  | "keyed-by-url"
  | "trusts-key"
  | "stores-cookie"
  | "stores-private"
  | "state-in-page"
  | "says-public"
  | "counts-peeks"
  | "reflects-host"
  | "one-etag"
  | "no-cache";

interface Decision {
  readonly decisionId: string;
  readonly slots: Readonly<Record<string, { readonly content: unknown }>>;
  readonly offers: unknown;
  readonly offerLimits: unknown;
  readonly cache?: { readonly scope: string; readonly key?: string };
  readonly cookies?: readonly string[];
}

/** A site over the service, with a page cache of its own. */
export interface App {
  readonly origin: string;
  close(): Promise<void>;
}

interface Stored {
  readonly body: string;
  readonly cookies: readonly string[];
}

const NO_STORE = { "cache-control": "private, no-store" };

/** Serves the suite's three pages: rightly, or with flaws. */
export async function startApp(api: string, flaws: readonly Flaw[] = []): Promise<App> {
  const has = (flaw: Flaw) => flaws.includes(flaw);
  const cache = new Map<string, Stored>();
  let renders = 0;

  async function post(path: string, body: object, cookie?: string): Promise<Response> {
    return fetch(new URL(path, api), {
      method: "POST",
      headers: { "content-type": "application/json", ...(cookie === undefined ? {} : { cookie }) },
      body: JSON.stringify(body),
    });
  }

  async function decide(request: IncomingMessage, url: string, peek: boolean) {
    const state = stateOf(request);
    const response = await post("/v1/decide", {
      url,
      peek,
      userAgent: request.headers["user-agent"],
      ...(state === undefined ? {} : { state }),
    });
    return (await response.json()) as Decision;
  }

  async function answerEndpoint(request: IncomingMessage, response: ServerResponse, url: URL) {
    if (url.pathname === "/~facet/track") {
      const cookie = `fct_v=${stateOf(request) ?? ""}`;
      const tracked = await post("/v1/track", JSON.parse(await bodyOf(request)) as object, cookie);
      response.writeHead(tracked.status === 200 ? 204 : 503, {
        "set-cookie": tracked.headers.getSetCookie(),
      });
      response.end();
      return;
    }
    const { offers, offerLimits, decisionId } = await decide(
      request,
      url.searchParams.get("url") ?? "",
      true,
    );
    response.writeHead(200, { "content-type": "application/json", ...NO_STORE });
    response.end(JSON.stringify({ offers, offerLimits, decisionId }));
  }

  async function answerPage(request: IncomingMessage, response: ServerResponse, url: URL) {
    const { headers } = request;
    const isFetch = headers["sec-fetch-site"] !== undefined && stateOf(request) === undefined;
    const isPeek = request.method === "HEAD" || headers["sec-purpose"] !== undefined || isFetch;
    if (has("one-etag") && headers["if-none-match"] !== undefined) {
      response.writeHead(304, NO_STORE).end();
      return;
    }
    const decision = await decide(request, url.href, isPeek && !has("counts-peeks"));
    const isPrivate = decision.cache?.scope === "private";
    const key = has("trusts-key")
      ? (request.headers["facet-key"] ?? decision.cache?.key)
      : decision.cache?.key;
    const place = has("keyed-by-url") ? url.pathname : `${url.pathname} ${String(key)}`;
    const isKept = (!isPrivate || has("stores-private")) && !has("no-cache");
    const own = decision.cookies ?? [];
    const stored = isKept ? cache.get(place) : undefined;
    const page = stored ?? {
      body: render(decision, { isPrivate, host: hostOf(request) }),
      cookies: own,
    };
    if (isKept) cache.set(place, page);
    const cookies = has("stores-cookie") ? page.cookies : own;
    response.writeHead(200, {
      "content-type": "text/html",
      ...(has("one-etag") ? { etag: '"1"' } : {}),
      ...(cookies.length === 0 ? {} : { "set-cookie": [...cookies] }),
      ...(isPrivate ? NO_STORE : headersForMany(has("says-public"))),
      ...(decision.cache?.key === undefined ? {} : { "facet-key": decision.cache.key }),
    });
    response.end(request.method === "HEAD" ? undefined : page.body);
  }

  function hostOf({ headers }: IncomingMessage): string {
    const forwarded = has("reflects-host") ? headers["x-forwarded-host"] : undefined;
    return String(forwarded ?? headers.host);
  }

  function render(
    decision: Decision,
    { isPrivate, host }: { readonly isPrivate: boolean; readonly host: string },
  ): string {
    const texts = Object.values(decision.slots).map(({ content }) => `<p>${String(content)}</p>`);
    const { decisionId, offers } = decision;
    const isInline = isPrivate || has("state-in-page");
    const state = isInline ? JSON.stringify({ decisionId, offers }) : "";
    return `<!doctype html><!-- render:${++renders} -->${texts.join("")}<a href="//${host}/">Home</a>${state}`;
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", origin);
    const answer = url.pathname.startsWith("/~facet/") ? answerEndpoint : answerPage;
    answer(request, response, url).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function headersForMany(isPublic: boolean) {
  return {
    "cache-control": "private, max-age=0, must-revalidate",
    "cdn-cache-control": isPublic ? "public, max-age=300" : "no-store",
    vary: "facet-key",
  };
}

function stateOf(request: IncomingMessage): string | undefined {
  return /(?:^|;\s*)(?:__Host-)?fct_v=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
