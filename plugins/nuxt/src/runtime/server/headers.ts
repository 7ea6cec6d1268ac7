import { guardShared, stateTag, toSentHeaders } from "@facet/client";
import { getResponseHeaders, getResponseStatus, setResponseHeader } from "h3";
import type { H3Event } from "h3";
import { defineNitroPlugin } from "nitropack/runtime";

/**
 * Writes the state into pages, and the headers: those that are kept with a page where it is rendered,
 * those of its visitor where it leaves, after Nitro's cache.
 */
// oxlint-disable-next-line import/no-default-export -- Nitro takes a plugin by its default export
export default defineNitroPlugin(({ hooks }) => {
  hooks.hook("render:before", ({ event }) => {
    const path = event.context.facet?.sharedPath;
    if (path === undefined) return;
    // oxlint-disable-next-line no-underscore-dangle -- h3 has no other way to say it
    event._path = path;
    event.node.req.url = path;
  });

  hooks.hook("render:html", (html, { event, streaming }) => {
    const page = event.context.facet;
    if (page !== undefined && !streaming) html.bodyAppend.push(stateTag(page.result.decision));
  });

  hooks.hook("render:html:close", (html, { event }) => {
    const page = event.context.facet;
    if (page !== undefined) html.bodyAppend.push(stateTag(page.result.decision));
  });

  hooks.hook("render:response", async (response, { event }) => {
    const result = event.context.facet?.result;
    if (result === undefined) return;
    const headers = new Headers(result.pageHeaders);
    // Whatever its route rule says: Nitro keeps no page that forbids it.
    if (result.scope === "private") headers.set("cache-control", "private, no-store");
    response.headers = { ...response.headers, ...Object.fromEntries(headers) };
    if (import.meta.dev && typeof response.body === "string") {
      const page = new Response(response.body, { headers: toHeaders(event) });
      page.headers.set("content-type", "text/html");
      response.body = await guardShared(result, page, { development: true }).text();
    }
  });

  hooks.hook("beforeResponse", (event) => {
    const result = event.context.facet?.result;
    if (result === undefined) return;
    const page = new Response(null, { headers: toHeaders(event) });
    const { headers } = guardShared(result, page, { development: false });
    const sent = toSentHeaders({ status: getResponseStatus(event), headers }, result);
    for (const [name, value] of sent) {
      if (name !== "set-cookie") setResponseHeader(event, name, value);
    }
    const cookies = sent.getSetCookie();
    if (cookies.length > 0) setResponseHeader(event, "set-cookie", cookies);
  });
});

/** The response's headers so far. */
function toHeaders(event: H3Event): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(getResponseHeaders(event))) {
    for (const one of [value ?? []].flat()) headers.append(name, `${one}`);
  }
  return headers;
}
