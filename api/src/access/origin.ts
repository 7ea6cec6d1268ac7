/**
 * Reads an origin as people write it: `https://okna.example`, a port where it is not the usual one.
 * Names of other scripts become ASCII, as browsers send them.
 *
 * @returns the origin as the Origin header has it (RFC 6454 §6.2), or `undefined` where it is none.
 */
export function parseOrigin(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return undefined;

  const isBare = url.href === `${url.origin}/` && !/[?#]/u.test(text) && !url.host.includes("*");
  return isBare ? url.origin : undefined;
}

/**
 * The origin of the page that makes a call, as far as its browser says so: `Origin`; where that is
 * missing but `Sec-Fetch-Site` says that a page of another origin made it, the Referer's.
 *
 * @param header By lower-case name.
 * @returns `undefined`: no page, or one of the very origin that is called · `null`: a page that
 *   does not say which.
 */
export function pageOrigin(
  header: (name: string) => string | undefined,
): string | null | undefined {
  const origin = header("origin");
  if (origin !== undefined) return origin === "null" ? null : origin.toLowerCase();
  const from = header("sec-fetch-site");
  if (from === undefined || from === "same-origin" || from === "none") return undefined;
  return URL.parse(header("referer") ?? "")?.origin ?? null;
}
