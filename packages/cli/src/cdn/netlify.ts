import { gateScript } from "./gate-script.ts";
import { comment, needsOf } from "./recipe.ts";
import type { Recipe } from "./recipe.ts";

/** An edge function that asks the gate; Netlify's cache goes by the header it sets. */
export const netlify: Recipe = {
  name: "netlify",
  file: "netlify/edge-functions/facet.js",
  write: (values) => `${comment(
    [
      "Netlify: an edge function runs before the cache and asks Facet whose page a request is.",
      "",
      ...needsOf(values),
      "",
      "Netlify's cache reads CDN-Cache-Control and Vary: facet-key of the page, as the plugin sends",
      "them; --origin is not used, for the pages are this site's own functions.",
      "Purge: purgeCache({ tags: [...] }) of @netlify/functions; the pages have Cache-Tag.",
      "Not run by Facet's own tests: check it with the curl lines of docs/caching.md.",
    ],
    "//",
  )}
${gateScript(values, 'new URL("/~facet/gate", url)')}
export const config = { path: "/*", excludedPath: "/~facet/*" };

export default async function facet(request, context) {
  const url = new URL(request.url);
  const headers = ownHeaders(request);
  if (!isPage(request, url)) return context.next(new Request(request, { headers }));
  const gate = await askGate(request, url, headers);
  if (gate === undefined) return context.next(new Request(request, { headers }));
  headers.set("facet-key", gate.code);
  headers.set("facet-page", gate.page);
  // A page for many is rendered without a query and without anybody's cookies.
  headers.delete("cookie");
  const plain = new Request(SITE + url.pathname, { method: request.method, headers });
  const page = await context.next(plain);
  // The visitor's cookie goes beside the page, after the cache.
  const sent = new Response(page.body, page);
  sent.headers.set("cache-control", "private, max-age=0, must-revalidate");
  sent.headers.set("netlify-cdn-cache-control", "no-store");
  for (const name of ["cdn-cache-control", "cache-tag", "server-timing"]) sent.headers.delete(name);
  for (const cookie of gate.cookies) sent.headers.append("set-cookie", cookie);
  return sent;
}
`,
};
