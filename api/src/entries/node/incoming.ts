import type { HttpBindings } from "@hono/node-server";
import type { RouteContext } from "../../http/route.ts";

/** Address of the peer that opened the connection; absent where a request came by no socket. */
export function peerAddress(c: RouteContext): string | undefined {
  return incomingOf(c)?.socket.remoteAddress;
}

/** The bytes of a body as the socket gives them, which saves making a web stream of them. */
export function openBody(c: RouteContext): AsyncIterable<Uint8Array> | undefined {
  return incomingOf(c);
}

function incomingOf(c: RouteContext): HttpBindings["incoming"] | undefined {
  const { incoming }: Partial<HttpBindings> = c.env ?? {};
  return incoming;
}
