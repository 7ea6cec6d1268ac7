import { clientAddress, toNetwork } from "@facet/context";
import type { RouteContext } from "../http/route.ts";

/** Options of {@link createNetworkReader}. */
export interface NetworkReaderOptions {
  readonly peerAddress?: (c: RouteContext) => string | undefined;
  readonly trustedHops?: number;
}

/**
 * Makes what names the network that a call comes from: its IPv4 address, or the first 64 bits of its
 * IPv6 address, which one household has all of.
 */
export function createNetworkReader({
  peerAddress = () => undefined,
  trustedHops = 0,
}: NetworkReaderOptions): (c: RouteContext) => string | undefined {
  return (c) => {
    const address = clientAddress({
      peer: peerAddress(c),
      forwardedFor: c.req.header("x-forwarded-for"),
      trustedHops,
    });
    return address === undefined ? undefined : toNetwork(address);
  };
}
