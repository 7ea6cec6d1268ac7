import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { facetHono, withEnvironment } from "@facet/hono";
import type { FacetVariables } from "@facet/hono";
import { serve } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { pageCache } from "./page-cache.ts";
import { aboutPage, accountPage, homePage } from "./pages.ts";

const { HOST = "127.0.0.1", PORT = "4321" } = process.env;
const scripts = fileURLToPath(new URL(".", import.meta.resolve("@facet/browser/facet.js")));

const app = new Hono<{ Variables: FacetVariables }>();

// The page runtime as plain scripts, since this site has no bundler.
app.use("/~facet/*", serveStatic({ root: scripts, rewriteRequestPath: toFile }));
app.use(
  facetHono({
    ...withEnvironment({}, process.env),
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

try {
  const server = serve({ fetch: app.fetch, port: Number(PORT), hostname: HOST });
  await once(server, "listening");
  process.stdout.write(`http://${HOST}:${PORT}\n`);
} catch (error) {
  process.stderr.write(`Port ${PORT} cannot be had, set PORT to a free one. ${String(error)}\n`);
  process.exitCode = 1;
}
