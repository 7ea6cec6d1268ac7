import ipaddr from "ipaddr.js";

/** Where webhooks may go beside the public internet: addresses and CIDR blocks. */
export type AllowedAddresses = readonly string[];

/**
 * Whether an address is one of the public internet: no loopback, private, link-local, carrier-grade,
 * multicast or reserved one, in no spelling; IPv6 only from 2000::/3 and none that carries IPv4 inside
 * (RFC 6890, RFC 4291).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  if (parsed.kind() === "ipv4") return true;
  const first = parsed.toByteArray()[0] ?? 0;
  return first >> 5 === 1;
}

/** Whether an address is one of those that webhooks may reach although they are not public. */
export function isAllowed(address: string, allowed: AllowedAddresses): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return allowed.some((block) => {
    const [network, bits] = readBlock(block);
    return network.kind() === parsed.kind() && parsed.match(network, bits);
  });
}

/** Whether a webhook may be sent to an address. */
export function mayReach(address: string, allowed: AllowedAddresses): boolean {
  return isPublicAddress(address) || isAllowed(address, allowed);
}

/**
 * Reads a list as people write it: addresses and CIDR blocks, separated by commas.
 *
 * @returns the list, or its entries that are neither.
 */
export function parseAllowed(
  text: string,
): { readonly allowed: AllowedAddresses } | { readonly mistakes: readonly string[] } {
  const entries = text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  const mistakes = entries.filter((entry) => !isBlock(entry));
  return mistakes.length === 0 ? { allowed: entries } : { mistakes };
}

function isBlock(entry: string): boolean {
  if (entry.includes("/")) return ipaddr.isValidCIDR(entry);
  // Shorter spellings of IPv4 mean another address than they look like.
  return ipaddr.IPv6.isValid(entry) || ipaddr.IPv4.isValidFourPartDecimal(entry);
}

function readBlock(block: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  return block.includes("/") ? ipaddr.parseCIDR(block) : hostBlock(ipaddr.process(block));
}

function hostBlock(address: ipaddr.IPv4 | ipaddr.IPv6): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  return [address, address.kind() === "ipv4" ? 32 : 128];
}
