import { gateScript } from "./gate-script.ts";
import { comment, needsOf } from "./recipe.ts";
import type { Recipe } from "./recipe.ts";

/** A Worker that asks the gate and keeps pages with the Cache API. */
export const cloudflare: Recipe = {
  name: "cloudflare",
  file: "worker.js of a Worker with the route of the site",
  write: (values) => `${comment(
    [
      `Cloudflare in front of ${values.origin.origin}: asks Facet whose page a request is, then looks into its cache.`,
      "",
      ...needsOf(values),
      "",
      "The Cache API works on a domain of yours, not on workers.dev, and each data centre has its own.",
      "Purge: by tag where your plan has it (the pages have Cache-Tag), else the whole cache.",
    ],
    "//",
  )}
const ORIGIN = ${JSON.stringify(values.origin.origin)};
${gateScript(values, 'ORIGIN + "/~facet/gate"')}
export default {
  async fetch(request, env, context) {
    const url = new URL(request.url);
    // Asked by this Worker alone.
    if (url.pathname === "/~facet/gate") return new Response("Not found", { status: 404 });
    const headers = ownHeaders(request);
    headers.set("x-forwarded-host", new URL(SITE).host);
    headers.set("x-forwarded-proto", new URL(SITE).protocol.slice(0, -1));
    const address = headers.get("cf-connecting-ip");
    if (address !== null) headers.set("x-forwarded-for", address);
    const gate = isPage(request, url) ? await askGate(request, url, headers) : undefined;
    if (gate === undefined) {
      const { method, body } = request;
      const target = ORIGIN + url.pathname + url.search;
      return fetch(target, { method, body, headers, redirect: "manual" });
    }
    // The path and the code, and nothing else of the request, name the page.
    const key = SITE + url.pathname + "?facet=" + encodeURIComponent(gate.code);
    const kept = await caches.default.match(key);
    const page = kept ?? (await render(url, gate));
    if (kept === undefined && isKeepable(page)) {
      context.waitUntil(caches.default.put(key, toKept(page.clone())));
    }
    return toSent(page, gate, request.method);
  },
};

// A page for many is rendered without a query and without anybody's cookies.
function render(url, { code, page }) {
  const headers = { "facet-key": code, "facet-page": page, accept: "text/html" };
  return fetch(ORIGIN + url.pathname, { headers, redirect: "manual" });
}

// The server that renders has the last word: what it does not call public is not kept.
function isKeepable({ status, headers }) {
  const said = headers.get("cdn-cache-control") ?? "";
  return status === 200 && /^public/i.test(said) && !headers.has("set-cookie");
}

// The Cache API goes by Cache-Control and refuses some Vary; the key has the code already.
function toKept(page) {
  const kept = new Response(page.body, page);
  kept.headers.set("cache-control", page.headers.get("cdn-cache-control"));
  kept.headers.delete("vary");
  return kept;
}

// The visitor's cookie goes beside the page, after the cache.
function toSent(page, gate, method) {
  const sent = new Response(method === "HEAD" ? null : page.body, page);
  sent.headers.set("cache-control", "private, max-age=0, must-revalidate");
  for (const name of ["cdn-cache-control", "cache-tag", "server-timing", "age", "vary"]) {
    sent.headers.delete(name);
  }
  for (const cookie of gate.cookies) sent.headers.append("set-cookie", cookie);
  return sent;
}
`,
};
