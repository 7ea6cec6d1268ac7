import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { isLoopbackHost } from "../../http/loopback.ts";
import type { Service } from "./service.ts";
import { answerClientErrors, answerUnreadable } from "./unreadable.ts";

/** Where to listen. */
export interface ServeOptions {
  /** Name or address to listen on; without any key configured only of this machine's loopback. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** A service that listens. */
export interface ServedAddress {
  readonly url: string;
  /** Stops taking calls, lets those under way end, and closes the service. */
  close(): Promise<void>;
}

/** The service cannot listen where it was told to; the message says what to do. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

/** A connection must send its headers, and its whole request, within so long. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 12_000;
/** How often connections are held against these limits. */
const CHECK_EVERY_MS = 1_000;
/** How long calls under way may take once the service is told to stop. */
const DRAIN_MS = 5_000;

/**
 * Serves over HTTP until closed.
 *
 * @throws ListenError where the host is not loopback and no key is configured, or the port is taken.
 */
export async function serveService(
  service: Service,
  { host, port }: ServeOptions,
): Promise<ServedAddress> {
  const isExposed = !isLoopbackHost(host);
  if (isExposed && service.isPlayground()) {
    throw new ListenError(
      `HOST is "${host}", but no keys are configured, so every caller would have all rights: only loopback may be listened on. Make a key first: facet keys create --kind secret. Or set HOST=127.0.0.1.`,
    );
  }
  // Where the keys could not be read yet there may turn out to be none.
  if (isExposed) service.requireKeys();
  const { app } = service;
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: CHECK_EVERY_MS,
      // A missing one is answered by `answerUnreadable`, which says so.
      requireHostHeader: false,
    },
    getRequestListener((request, env) => app.fetch(request, env), {
      errorHandler: answerUnreadable,
    }),
  );
  answerClientErrors(server);
  const bound = await listen(server, { host, port });
  service.sendWebhooks();
  service.keepRetention();
  return {
    url: `http://${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}:${bound}`,
    async close() {
      await drain(server);
      await service.close();
    },
  };
}

function listen(server: Server, { host, port }: ServeOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      reject(new ListenError(explain(cause, { host, port }), { cause }));
    });
    server.listen({ host: host.replace(/^\[(.*)\]$/u, "$1"), port }, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function explain({ code, message }: NodeJS.ErrnoException, { host, port }: ServeOptions): string {
  if (code === "EADDRINUSE") {
    return `Port ${port} on ${host} is taken. Stop what listens there, or set PORT (of facet dev: --port) to another one.`;
  }
  if (code === "EACCES") return `Port ${port} may not be opened by this user. Set PORT above 1023.`;
  return `Cannot listen on ${host}:${port}: ${message}.`;
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const giveUp = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(giveUp);
}
