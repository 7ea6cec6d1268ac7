import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** One request that the service got. */
export interface ApiRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

/** How the service answers. */
export type ApiReply =
  | {
      readonly status?: number;
      readonly body: unknown;
      readonly afterMs?: number;
      readonly cookies?: string[];
    }
  | "hang"
  | "drip"
  | "cut";

/** A real HTTP server in the service's place. */
export interface ApiServer {
  readonly url: string;
  readonly port: number;
  readonly requests: ApiRequest[];
  reply: (request: ApiRequest) => ApiReply;
  close(): Promise<void>;
}

/** Listens on `port`, a free one by default. */
export async function createApiServer(port = 0): Promise<ApiServer> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const got: ApiRequest = {
      path: request.url ?? "",
      headers: request.headers,
      body: JSON.parse(text || "{}") as Record<string, unknown>,
    };
    api.requests.push(got);
    const reply = api.reply(got);
    if (reply === "hang") return;
    if (reply === "cut") {
      request.socket.destroy();
      return;
    }
    if (reply === "drip") {
      response.writeHead(200, { "content-type": "application/json" });
      const timer = setInterval(() => response.write(" "), 10);
      response.on("close", () => clearInterval(timer));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, reply.afterMs ?? 0));
    const { body, status = 200, cookies = [] } = reply;
    response.writeHead(status, { "content-type": "application/json", "set-cookie": cookies });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  const api: ApiServer = {
    url: "",
    port: 0,
    requests: [],
    reply: () => ({ body: DECISION }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address() as AddressInfo;
  return Object.assign(api, { url: `http://127.0.0.1:${address.port}`, port: address.port });
}

/** A decision as the service writes it. */
export const DECISION = {
  decisionId: "0199aaaa-0000-7000-8000-000000000001",
  rules: "r_0123456789ab",
  page: "okna",
  slots: {
    "hero.headline": {
      type: "text",
      content: "Cheap windows",
      rule: "by-intent",
      variant: "cheap",
      reason: "TARGETING_MATCH",
    },
    "hero.image": { type: "image", content: null, hidden: true, reason: "TARGETING_MATCH" },
  },
  offers: [],
  offerLimits: {},
  visitor: { id: "the-visitor", visits: 1, returning: false },
  cookies: ["fct_v=sealed; Path=/; HttpOnly; SameSite=Lax"],
  warnings: [],
  degraded: [],
};

/** What a decision says of a page that many may share. */
export const SHARED_CACHE = {
  scope: "shared",
  key: "abcde-1",
  maxAge: 300,
  swr: 600,
  tags: ["facet", "facet-page-okna"],
  varies: ["utm.campaign"],
  cardinality: 4,
};
