import { facet } from "../runtime.ts";
import { parsePreview } from "./preview.ts";

/**
 * The whole decision of a page of this site for whoever asks, with every rule's trace; counts nothing.
 * For the dev toolbar alone: it tells what a page never does.
 */
export async function explain(request: Request, options: { address?: string }): Promise<Response> {
  if (request.headers.get("sec-fetch-site") !== "same-origin") {
    return new Response(null, { status: 403 });
  }
  const own = new URL(request.url);
  const page = new URL(own.searchParams.get("url") ?? "/", own);
  const asked = new Request(new URL(page.pathname + page.search, own), {
    headers: request.headers,
  });
  const decide = { ...parsePreview(request.headers.get("cookie")), peek: true, explain: true };
  const { decision } = await facet.handle(asked, { ...options, decide });
  return Response.json(decision, { headers: { "cache-control": "private, no-store" } });
}
