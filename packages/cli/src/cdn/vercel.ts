import { gateScript } from "./gate-script.ts";
import { comment, needsOf } from "./recipe.ts";
import type { Recipe } from "./recipe.ts";

/** A routing middleware that asks the gate and puts the code into the address of the cache. */
export const vercel: Recipe = {
  name: "vercel",
  file: "middleware.js at the root of the project (npm install @vercel/functions)",
  write: (values) => `${comment(
    [
      "Vercel: the middleware runs before the cache and asks Facet whose page a request is.",
      "",
      ...needsOf(values),
      "",
      "Vercel's cache goes by the address that the middleware rewrites to, and reads",
      "CDN-Cache-Control and Vary: facet-key of the page, as the plugin sends them; --origin is not",
      "used, for the pages are this project's own functions. Next.js has a way of its own: @facet/next.",
      "Purge: by tag where the platform keeps Cache-Tag, else with the next deployment.",
      "Not run by Facet's own tests: check it with the curl lines of docs/caching.md.",
    ],
    "//",
  )}
import { next, rewrite } from "@vercel/functions";

${gateScript(values, 'new URL("/~facet/gate", url)')}
export const config = { matcher: "/((?!~facet/).*)" };

export default async function middleware(request) {
  const url = new URL(request.url);
  const headers = ownHeaders(request);
  if (!isPage(request, url)) return next({ request: { headers } });
  const gate = await askGate(request, url, headers);
  if (gate === undefined) return next({ request: { headers } });
  headers.set("facet-key", gate.code);
  headers.set("facet-page", gate.page);
  // A page for many is rendered without a query and without anybody's cookies.
  headers.delete("cookie");
  const target = new URL(url.pathname, url);
  target.searchParams.set("facet", gate.code);
  // The visitor's cookie goes beside the page, after the cache.
  const sent = new Headers({ "cache-control": "private, max-age=0, must-revalidate" });
  for (const cookie of gate.cookies) sent.append("set-cookie", cookie);
  return rewrite(target, { request: { headers }, headers: sent });
}
`,
};
