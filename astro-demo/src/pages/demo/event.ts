import { ALL as facetEndpoint } from "@facet/astro/endpoint";
import type { APIContext, APIRoute } from "astro";
import { toBackPath } from "../../lib/back.ts";

/** Reports what a plain form says has happened, and goes back to the page. */
export const POST: APIRoute = async (context) => {
  const form = await context.request.formData();
  const text = (name: string): string | undefined => {
    const value = form.get(name);
    return typeof value === "string" ? value : undefined;
  };
  const reported = await facetEndpoint(
    withRequest(context, toTrackRequest(context, text("event"), text("properties"))),
  );
  if (!reported.ok) return reported;
  const headers = new Headers({ location: toBackPath(text("back"), context.url) });
  for (const cookie of reported.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
};

function toTrackRequest(
  context: APIContext,
  event: string | undefined,
  properties: string | undefined,
): Request {
  const headers = new Headers(context.request.headers);
  headers.set("content-type", "application/json");
  headers.delete("content-length");
  return new Request(new URL("/~facet/track", context.url), {
    method: "POST",
    headers,
    body: `{"event":${JSON.stringify(event ?? "")},"properties":${properties ?? "{}"}}`,
  });
}

// A copy would call the getters of the context, some of which throw.
function withRequest(context: APIContext, request: Request): APIContext {
  return Object.create(context, { request: { value: request } });
}
