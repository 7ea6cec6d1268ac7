import process from "node:process";
import { createFacet, slot } from "@facet/client";

const facet = createFacet({ api: process.env.FACET_API, cache: "none", timeoutMs: 5_000 });

/** Personalises as one would without thinking of the cache, which runs before any middleware. */
export async function onRequest({ request, locals, url }, next) {
  if (url.pathname.startsWith("/~facet/")) return facet.handleEvents(request);
  const { decision, responseHeaders, setCookies } = await facet.handle(request);
  locals.text = (id) => slot(decision, id, "");
  const response = await next();
  for (const [name, value] of responseHeaders) response.headers.set(name, value);
  for (const cookie of setCookies) response.headers.append("set-cookie", cookie);
  return response;
}
