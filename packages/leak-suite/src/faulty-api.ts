import { once } from "node:events";
import { createServer, request as forward } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { freePort } from "./port.ts";

/** Ways in which a service fails its callers. */
export const FAULTS = ["down", "hung", "cut", "drip", "garbage", "html", "error"] as const;

/**
 * `down`: nothing listens · `hung`: never answers · `cut`: the connection breaks · `drip`: begins an
 * answer that never ends · `garbage`: 200 with half a JSON · `html`: 200 with a page · `error`: 500.
 */
export type Fault = (typeof FAULTS)[number];

/** A service that can be made to fail. */
export interface FaultyApi {
  readonly origin: string;
  /** What happens to calls from now on; `none`: the real service answers. */
  fail(fault: Fault | "none"): Promise<void>;
  close(): Promise<void>;
}

const DRIP_MS = 10;

/** Puts itself between an app and the real service at `target`. */
export async function startFaultyApi(target: string): Promise<FaultyApi> {
  const port = await freePort();
  let fault: Fault | "none" = "none";
  const server = createServer((request, response) => {
    if (fault === "none") pass(target, request, response);
    else answerBadly(fault, request, response);
  });

  async function listen(): Promise<void> {
    if (server.listening) return;
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  }
  async function close(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  }

  await listen();
  return {
    origin: `http://127.0.0.1:${port}`,
    async fail(next) {
      fault = next;
      // What hangs in connections of the fault before it ends with it.
      server.closeAllConnections();
      await (next === "down" ? close() : listen());
    },
    close,
  };
}

function answerBadly(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  switch (fault) {
    case "down":
    case "cut":
      request.socket.destroy();
      return;
    case "hung":
      return;
    case "drip": {
      response.writeHead(200, { "content-type": "application/json" });
      const timer = setInterval(() => response.write(" "), DRIP_MS);
      response.on("close", () => clearInterval(timer));
      return;
    }
    case "garbage":
      response.writeHead(200, { "content-type": "application/json" }).end('{"slots": {"hero');
      return;
    case "html":
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>Please log in</h1>");
      return;
    case "error":
      response.writeHead(500, { "content-type": "text/plain" }).end("oops");
  }
}

function pass(target: string, request: IncomingMessage, response: ServerResponse): void {
  const { method, headers, url = "/" } = request;
  const inner = forward(new URL(url, target), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  inner.on("error", () => response.destroy());
  request.pipe(inner);
}
