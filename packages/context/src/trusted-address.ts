import { parseAddress } from "./address.ts";

/** What is needed to tell a client's address from what it only claims. */
export interface AddressFacts {
  /** Address of the peer that opened the connection. */
  readonly peer?: string;
  /** Value of `X-Forwarded-For`, several headers joined with commas. */
  readonly forwardedFor?: string;
  /** How many proxies of one's own stand in front, each adding the address it was called from. */
  readonly trustedHops: number;
}

/**
 * Finds the visitor's address. Every trusted proxy appends its own peer to `X-Forwarded-For`, so the
 * visitor is the entry that the outermost one appended, counted from the right; all to the left of
 * it was sent by the visitor and proves nothing. With no trusted hop the header is not read.
 *
 * @returns the address, or `undefined` where neither peer nor header holds one.
 */
export function clientAddress({
  peer,
  forwardedFor,
  trustedHops,
}: AddressFacts): string | undefined {
  const own = peer === undefined ? undefined : parseAddress(peer);
  if (trustedHops <= 0 || forwardedFor === undefined) return own;
  const entries = forwardedFor.split(",");
  const claimed = entries[Math.max(0, entries.length - trustedHops)];
  return (claimed === undefined ? undefined : parseAddress(claimed)) ?? own;
}
