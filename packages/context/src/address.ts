const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const IPV4_WITH_PORT = /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/;
const IPV6_IN_BRACKETS = /^\[([^\]]+)\](?::\d{1,5})?$/;
const GROUP = /^[0-9a-f]{1,4}$/i;
const MAX_LENGTH = 64;

/**
 * Reads an IP address as servers and proxies write it: with or without a port, an IPv6 zone or
 * brackets. IPv4 inside IPv6 (`::ffff:1.2.3.4`, `::ffff:102:304`; RFC 4291 §2.5.5.2) comes out as
 * IPv4: databases and limits must see one spelling.
 *
 * @returns the address, or `undefined` where the text is none.
 */
export function parseAddress(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const trimmed = text.trim().replace(/^"(.*)"$/, "$1");
  const bare = IPV6_IN_BRACKETS.exec(trimmed)?.[1] ?? IPV4_WITH_PORT.exec(trimmed)?.[1] ?? trimmed;
  if (IPV4.test(bare)) return bare;
  return bare.includes(":") ? parseIpv6(bare) : undefined;
}

function parseIpv6(text: string): string | undefined {
  const address = text.replace(/%.*$/, "").toLowerCase();
  const groups = toGroups(address);
  if (groups === undefined) return undefined;
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (!isMapped) return address;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/**
 * The network of an address that {@link parseAddress} gave: IPv4 as it is, of IPv6 the first 64 bits,
 * within which one household or server picks its addresses (RFC 7934).
 */
export function toNetwork(address: string): string {
  const groups = address.includes(":") ? toGroups(address) : undefined;
  if (groups === undefined) return address;
  const prefix = groups.slice(0, 4).map((group) => group.toString(16));
  return `${prefix.join(":")}::/64`;
}

/** The eight 16-bit groups of an IPv6 address. */
function toGroups(address: string): readonly number[] | undefined {
  const halves = address.split("::");
  if (halves.length > 2) return undefined;
  const [head = "", tail] = halves;
  const left = parseGroups(head);
  const right = tail === undefined ? [] : parseGroups(tail);
  if (left === undefined || right === undefined) return undefined;
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...left, ...Array.from({ length: missing }, () => 0), ...right];
}

function parseGroups(text: string): readonly number[] | undefined {
  if (text === "") return [];
  const groups: number[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1 && IPV4.test(part)) {
      const [a = 0, b = 0, c = 0, d = 0] = part.split(".").map(Number);
      groups.push(a * 256 + b, c * 256 + d);
    } else if (GROUP.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return groups;
}
