import { fileURLToPath } from "node:url";
import { facetHono } from "@facet/hono";
import type { FacetVariables } from "@facet/hono";
import { serve } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { pageCache } from "./page-cache.ts";
import { aboutPage, accountPage, homePage } from "./pages.ts";

const { FACET_API, FACET_CODE_SECRET, FACET_KEY, FACET_SITE, FACET_TIMEOUT_MS, HOST, PORT } =
  process.env;
const scripts = fileURLToPath(new URL(".", import.meta.resolve("@facet/browser/facet.js")));

const app = new Hono<{ Variables: FacetVariables }>();

// The page runtime as plain scripts, since this site has no bundler.
app.use("/~facet/*", serveStatic({ root: scripts, rewriteRequestPath: toFile }));
app.use(
  facetHono({
    api: FACET_API ?? "http://127.0.0.1:3000",
    ...(FACET_CODE_SECRET === undefined ? {} : { codeSecret: FACET_CODE_SECRET }),
    ...(FACET_KEY === undefined ? {} : { key: FACET_KEY }),
    ...(FACET_SITE === undefined ? {} : { site: FACET_SITE }),
    timeoutMs: Number(FACET_TIMEOUT_MS ?? 60),
    addressOf: (c) => getConnInfo(c).remote.address,
  }),
);
app.use(pageCache());

app.get("/", (c) => c.html(homePage(c.var.facet)));
app.get("/about", (c) => c.html(aboutPage(c.var.facet)));
app.get("/account", (c) => c.html(accountPage(c.var.facet)));

function toFile(path: string): string {
  return path.replace("/~facet", "");
}

serve(
  { fetch: app.fetch, port: Number(PORT ?? 4321), hostname: HOST ?? "127.0.0.1" },
  ({ address, port }) => void process.stdout.write(`http://${address}:${port}\n`),
);
