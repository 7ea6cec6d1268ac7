import { once } from "node:events";
import { createServer, request as send } from "node:http";
import type { IncomingMessage, RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { FacetResult } from "@facet/client";
import {
  decorate,
  isEndpoint,
  sendResponse,
  setRequestHeaders,
  toRequest,
} from "@facet/client/http";

const RESULT: FacetResult = {
  decision: {
    decisionId: "the-decision",
    rules: "r_0",
    page: "home",
    slots: {},
    offers: [],
    offerLimits: {},
    visitor: { id: "the-visitor" },
    warnings: [],
    degraded: [],
  },
  requestHeaders: new Headers({ "facet-key": "abcde-1", "facet-page": "home", cookie: "fct_v=1" }),
  responseHeaders: new Headers({
    "cache-control": "private, max-age=0, must-revalidate",
    "cdn-cache-control": "no-store",
    "facet-key": "abcde-1",
  }),
  pageHeaders: new Headers({ vary: "facet-key", "cdn-cache-control": "public, max-age=300" }),
  setCookies: ["fct_v=1; Path=/"],
  scope: "shared",
  code: "abcde-1",
};

let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
});

async function start(listener: RequestListener): Promise<number> {
  server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

const place = (incoming: IncomingMessage) => ({
  protocol: "http",
  host: incoming.headers.host,
  url: incoming.url,
});

async function ask(
  port: number,
  options: { path?: string; method?: string; headers?: Record<string, string | string[]> } = {},
  body = "",
): Promise<{ status: number; headers: IncomingMessage["headers"]; text: string }> {
  const outgoing = send({ host: "127.0.0.1", port, ...options });
  outgoing.end(body);
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  let text = "";
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

describe("a request of node:http", () => {
  const echo: RequestListener = (incoming, outgoing) => {
    const request = toRequest(incoming, place(incoming));
    const answer = async () => {
      const headers = Object.fromEntries(request.headers);
      const { url, method } = request;
      return Response.json({ url, method, headers, body: await request.text() });
    };
    answer()
      .then((response) => sendResponse(response, outgoing))
      .catch((error: unknown) => outgoing.writeHead(500).end(String(error)));
  };

  it("is the same web request, its body included", async () => {
    const port = await start(echo);
    const headers = {
      host: "okna.example:8080",
      "x-own": ["a", "b"],
      "content-type": "text/plain",
    };
    const { text } = await ask(port, { path: "/a?b=1", method: "POST", headers }, "привет");
    expect(JSON.parse(text)).toMatchObject({
      url: "http://okna.example:8080/a?b=1",
      method: "POST",
      headers: { "x-own": "a, b" },
      body: "привет",
    });
  });

  it.each([
    ["two slashes", "//evil.example/a", "http://okna.example//evil.example/a"],
    ["an absolute form", "http://evil.example/a?b", "http://okna.example/a?b"],
    ["an asterisk", "*", "http://okna.example/"],
  ])("is of this site for %s in its request line", async (_, path, expected) => {
    const port = await start(echo);
    const { text } = await ask(port, { path, headers: { host: "okna.example" } });
    expect(JSON.parse(text)).toMatchObject({ url: expected });
  });

  it("is readable whatever Host and method say", async () => {
    const port = await start(echo);
    const { status, text } = await ask(port, { method: "TRACE", headers: { host: "a b/c?d" } });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ url: "http://localhost/", method: "HEAD" });
  });

  it("tells the app the decided headers and no others of Facet's, however it reads them", async () => {
    const port = await start((incoming, outgoing) => {
      setRequestHeaders(incoming, RESULT);
      const { headers, headersDistinct, rawHeaders } = incoming;
      outgoing.end(JSON.stringify({ headers, headersDistinct, rawHeaders }));
    });
    const forged = { "Facet-Key": ["evil-0", "evil-1"], "FACET-SCOPE": "static", cookie: "a=b" };
    const { text } = await ask(port, { headers: forged });
    expect(text).not.toMatch(/evil|static|a=b/);
    const { headers, rawHeaders } = JSON.parse(text) as {
      headers: Record<string, string>;
      rawHeaders: string[];
    };
    expect(headers).toMatchObject({ "facet-key": "abcde-1", cookie: "fct_v=1" });
    expect(rawHeaders.filter((name) => name.toLowerCase() === "facet-key")).toHaveLength(1);
  });

  it("is for Facet's endpoint by its path alone", () => {
    expect(["/~facet/track", "/~facet/state?url=/a"].every(isEndpoint)).toBe(true);
    expect(["/~facets/x", "/a?b=/~facet/track", "/x/~facet/track"].some(isEndpoint)).toBe(false);
  });
});

describe("a page of node:http", () => {
  it.each<[string, RequestListener]>([
    ["set one by one", (_, outgoing) => outgoing.setHeader("cache-control", "public").end("page")],
    [
      "given with the status",
      (_, outgoing) => outgoing.writeHead(200, "Fine", { "Cache-Control": "public" }).end("page"),
    ],
    [
      "given in turns",
      (_, outgoing) => outgoing.writeHead(200, ["Cache-Control", "public"]).end("page"),
    ],
  ])("has its outer headers over those that were %s", async (_, app) => {
    const port = await start((incoming, outgoing) => {
      decorate(outgoing, RESULT);
      app(incoming, outgoing as never);
    });
    const { headers, text } = await ask(port);
    expect(headers).toMatchObject({
      "cache-control": "private, max-age=0, must-revalidate",
      "cdn-cache-control": "no-store",
      "set-cookie": ["fct_v=1; Path=/"],
      vary: "facet-key",
    });
    expect(text).toBe("page");
  });

  it("has its cookie not yet while the app may store it", async () => {
    let seen: unknown;
    const port = await start((_, outgoing) => {
      decorate(outgoing, RESULT);
      seen = outgoing.getHeader("set-cookie");
      outgoing.end("page");
    });
    await ask(port);
    expect(seen).toBeUndefined();
  });

  it("arrives piece by piece, as the app writes it", async () => {
    let finish = (): void => undefined;
    const port = await start((_, outgoing) => {
      decorate(outgoing, RESULT);
      outgoing.write("first");
      finish = () => outgoing.end("last");
    });
    const outgoing = send({ host: "127.0.0.1", port });
    outgoing.end();
    const [response] = (await once(outgoing, "response")) as [IncomingMessage];
    const [chunk] = (await once(response, "data")) as [Buffer];
    expect(String(chunk)).toBe("first");
    finish();
    const [last] = (await once(response, "data")) as [Buffer];
    expect(String(last)).toBe("last");
  });

  it("fails in development where it sets a cookie that a cache would keep, and its error is sent", async () => {
    const port = await start((_, outgoing) => {
      decorate(outgoing, RESULT);
      outgoing.setHeader("set-cookie", "session=1");
      try {
        outgoing.end("page");
      } catch (error) {
        outgoing.statusCode = 500;
        outgoing.end(String(error));
      }
    });
    const { status, text } = await ask(port);
    expect(status).toBe(500);
    expect(text).toContain("sets a cookie");
  });

  it("arrives whole however long it is, and leaves no listeners behind", async () => {
    const chunks = 200;
    const bytes = 65_536;
    const port = await start((_, outgoing) => {
      const page = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let i = 0; i < chunks; i++) controller.enqueue(new Uint8Array(bytes).fill(120));
          controller.close();
        },
      });
      void sendResponse(new Response(page), outgoing).then(() =>
        left.push(outgoing.listenerCount("close")),
      );
      before.push(outgoing.listenerCount("close"));
    });
    const before: number[] = [];
    const left: number[] = [];
    const { text } = await ask(port);
    expect(text).toHaveLength(chunks * bytes);
    expect(left[0]).toBeLessThanOrEqual((before[0] ?? 0) + 1);
  });
});
