import type { DecideRequest } from "@facet/protocol";
import { clientAddress } from "@facet/context";
import type { RouteContext } from "./route.ts";

/** Reads what a browser's own call says of its visitor. */
export type CallerFacts = (c: RouteContext) => Pick<DecideRequest, "ip" | "userAgent" | "headers">;

/** Options of {@link createCallerFacts}. */
export interface CallerFactsOptions {
  readonly peerAddress?: (c: RouteContext) => string | undefined;
  readonly trustedHops?: number;
}

/**
 * Programs that people try the service by hand with. On a playground such a call has the rights of a
 * server's, whose own user agent is nobody's; taken as the visitor's it would be a bot.
 */
const TOOL =
  /^(?:curl|wget|httpie|node|undici|deno|bun|postmanruntime|insomnia|bruno|python-requests|python-httpx|go-http-client)\b/iu;

/** Makes a reader of address, user agent and headers of a call. */
export function createCallerFacts({
  peerAddress = () => undefined,
  trustedHops = 0,
}: CallerFactsOptions): CallerFacts {
  return (c) => {
    const headers = c.req.header();
    const agent = headers["user-agent"];
    const ip = clientAddress({
      peer: peerAddress(c),
      forwardedFor: headers["x-forwarded-for"],
      trustedHops,
    });
    return { ip, userAgent: agent !== undefined && TOOL.test(agent) ? undefined : agent, headers };
  };
}
