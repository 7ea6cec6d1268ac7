import { guardShared, stateTag } from "@facet/client";
import { appendResponseHeader, setResponseHeader } from "h3";
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
      const page = new Response(response.body, { headers: { "content-type": "text/html" } });
      response.body = await guardShared(result, page, { development: true }).text();
    }
  });

  hooks.hook("beforeResponse", (event) => {
    const result = event.context.facet?.result;
    if (result === undefined) return;
    for (const [name, value] of result.responseHeaders) setResponseHeader(event, name, value);
    for (const cookie of result.setCookies) appendResponseHeader(event, "set-cookie", cookie);
  });
});
