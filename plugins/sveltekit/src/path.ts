import type { Facet, HandleOptions } from "@facet/client";

/** Where `reroute` asks for the path of a page's code. */
export const PATH_ENDPOINT = "/~facet/path";

/**
 * The path that a code is put into: `/~f.<code>/promo`. A prerendered page of that path is a page for
 * all visitors of the code.
 */
export function toCodedPath(code: string, pathname: string): string {
  return `/~f.${code}${pathname}`;
}

/** Answers with the coded path of the page in `?url=`, as text; empty where the page is private. */
export async function answerPath(
  facet: Facet,
  request: Request,
  options: HandleOptions,
): Promise<Response> {
  const own = new URL(request.url);
  const page = new URL(own.searchParams.get("url") ?? "/", own);
  const url = new URL(page.pathname + page.search, own);
  const view = new Request(url, { headers: request.headers });
  const { code } = await facet.handle(view, { ...options, decide: { peek: true } });
  const headers = { "cache-control": "private, no-store", "content-type": "text/plain" };
  return new Response(code === undefined ? "" : toCodedPath(code, page.pathname), { headers });
}
