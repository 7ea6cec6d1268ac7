const IPV4_LOOPBACK = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/u;
const AUTHORITY = /^(\[[^\]]*\]|[^:@/\s]*)(?::\d{1,5})?$/u;

/** Whether a host name or address, without its port, is this machine's loopback. */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/u, "");
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name === "::1" ||
    name === "[::1]" ||
    IPV4_LOOPBACK.test(name)
  );
}

/** Whether a Host header, `name[:port]`, names this machine's loopback. */
export function isLoopbackAuthority(authority: string): boolean {
  const host = AUTHORITY.exec(authority)?.[1];
  return host !== undefined && isLoopbackHost(host);
}

/** Whether an Origin header is of a page that this machine serves over http or https. */
export function isLoopbackOrigin(origin: string): boolean {
  const match = /^https?:\/\/(.+)$/iu.exec(origin);
  return match?.[1] !== undefined && isLoopbackAuthority(match[1]);
}
