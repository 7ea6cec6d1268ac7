import { readPreview } from "./preview.ts";

// Browsers without a window and HTTP clients are robots to the service, and robots get the defaults.
// Here they are people trying the demo; search engines stay robots.
const TOOLS =
  /HeadlessChrome|^(?:curl|wget|httpie|node|undici|axios|got|python|aiohttp|go-http-client|okhttp|java|postmanruntime|insomnia)\b/i;
const PERSON = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36";

/** The request that makes a page view's decision the right one: uncounted for a made-up visitor. */
export function asPerson(request: Request): Request {
  const userAgent = request.headers.get("user-agent") ?? "";
  const isTool = TOOLS.test(userAgent);
  const isMadeUp = request.method === "GET" && readPreview(new URL(request.url)).on;
  if (!isTool && !isMadeUp) return request;

  const headers = new Headers(request.headers);
  if (isTool) headers.set("user-agent", toPerson(userAgent));
  // A view that is not looked at by a visitor: the service decides and counts nothing.
  if (isMadeUp) headers.set("purpose", "preview");
  return new Request(request, { headers });
}

function toPerson(userAgent: string): string {
  return userAgent.includes("HeadlessChrome")
    ? userAgent.replace("HeadlessChrome", "Chrome")
    : PERSON;
}
