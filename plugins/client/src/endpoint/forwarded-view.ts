import { publicUrl } from "../facts.ts";
import { withoutFacetHeaders } from "../headers.ts";

const ABOUT = /^x-(?:original|forwarded)-/;
// `Request` refuses these methods (Fetch, 2.2.1); to the gate they are all no page view.
const FORBIDDEN = /^(?:CONNECT|TRACE|TRACK)$/i;
const METHOD = /^[A-Z]{1,20}$/i;

/**
 * The request that a proxy was sent, as it tells of it: the visitor's own headers with the address
 * and the method of the page. Undefined where it names no address, or none of http(s).
 */
export function toForwardedView(request: Request, site: URL | undefined): Request | undefined {
  const { headers } = request;
  const url = addressOf(request, site);
  if (url === undefined) return undefined;
  const told = headers.get("x-original-method") ?? headers.get("x-forwarded-method") ?? "GET";
  const method = METHOD.test(told) && !FORBIDDEN.test(told) ? told.toUpperCase() : "HEAD";
  const own = withoutFacetHeaders(headers);
  for (const name of [...own.keys()].filter((each) => ABOUT.test(each))) own.delete(name);
  return new Request(url, { method, headers: own });
}

function addressOf(request: Request, site: URL | undefined): URL | undefined {
  const { headers } = request;
  const own = publicUrl(request, site);
  const whole = headers.get("x-original-url");
  if (whole !== null) return parse(whole, own.origin);
  const path = headers.get("x-forwarded-uri");
  if (path?.startsWith("/") !== true) return undefined;
  const scheme = headers.get("x-forwarded-proto") ?? own.protocol.slice(0, -1);
  return parse(`${scheme}://${headers.get("x-forwarded-host") ?? own.host}${path}`, own.origin);
}

function parse(address: string, origin: string): URL | undefined {
  // A path may begin with "//", which would be read as a host.
  const text = address.startsWith("/") ? origin + address : address;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "http:" || url?.protocol === "https:" ? withoutLogin(url) : undefined;
}

// `Request` refuses an address with a name and a password in it.
function withoutLogin(url: URL): URL {
  const plain = new URL(url);
  plain.username = "";
  plain.password = "";
  return plain;
}
