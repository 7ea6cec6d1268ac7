import { once } from "node:events";
import { createServer, request as forward } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that came through the proxy. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** A server behind a proxy that remembers what it was sent. */
export interface Origin {
  readonly url: string;
  readonly arrived: readonly Arrived[];
  /** Requests for pages, without those to the gate and other parts of the endpoint. */
  pages(): readonly Arrived[];
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves what `answer` says. */
export async function startOrigin(answer: Answer): Promise<Origin> {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const { method = "GET", url = "/", headers } = request;
    arrived.push({ method, url, headers });
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    pages: () => arrived.filter(({ url }) => !url.startsWith("/~facet/")),
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Hands everything on to an app as it comes. */
export function startTap(app: string): Promise<Origin> {
  return startOrigin((request, response) => {
    const { method, headers, url = "/" } = request;
    const forwarded = forward(new URL(url, app), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    forwarded.on("error", () => response.destroy());
    request.pipe(forwarded);
  });
}
