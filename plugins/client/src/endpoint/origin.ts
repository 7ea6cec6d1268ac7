/**
 * Whether a request to the endpoint comes from a page of this site: by `Origin`, and where a
 * browser keeps that back, by `Sec-Fetch-Site`. Hosts are compared without the scheme, because
 * behind a proxy that ends TLS the server sees http.
 */
export function isSameOrigin(request: Request, site: URL | undefined): boolean {
  const origin = request.headers.get("origin");
  if (origin === null || origin === "null") {
    return request.headers.get("sec-fetch-site") === "same-origin";
  }
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  return host === site?.host || host === new URL(request.url).host;
}

/**
 * `candidate` as a path of this site, query included, or undefined where it leads anywhere else.
 * Only the path is ever handed on, so no spelling of a foreign host can come through.
 */
export function toOwnPath(
  candidate: string | null | undefined,
  request: Request,
  site: URL | undefined,
): string | undefined {
  if (candidate === null || candidate === undefined || candidate === "") return undefined;
  const base = new URL(request.url);
  if (!URL.canParse(candidate, base)) return undefined;
  const url = new URL(candidate, base);
  if (url.host !== base.host && url.host !== site?.host) return undefined;
  // A path may itself start with "//", which a browser reads as a host.
  return `/${url.pathname.replace(/^[/\\]+/, "")}${url.search}`;
}
