import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { stream } from "hono/streaming";
import { facetHono } from "@facet/hono";
import type { FacetVariables } from "@facet/hono";

const { FACET_API = "", FACET_SCRIPTS = "", FACET_TIMEOUT_MS, PORT } = process.env;
const options = { api: FACET_API, timeoutMs: Number(FACET_TIMEOUT_MS) };

const app = new Hono<{ Variables: FacetVariables }>();
let finish = (): void => undefined;

const rewriteRequestPath = (path: string) => path.replace("/~facet", "");
app.use("/~facet/*", serveStatic({ root: FACET_SCRIPTS, rewriteRequestPath }));
app.use(facetHono(options));
app.get("/", (c) => {
  const { facet } = c.var;
  const { code } = facet;
  const state = facet.stateTag();
  return c.json({ headers: c.req.header(), code, headline: facet.slot("hero.headline"), state });
});
app.get("/account", (c) => c.text("yours"));
app.post("/echo", async (c) => c.json(await c.req.json()));
app.get("/moved", (c) => c.redirect("/"));
app.get("/fails", () => {
  throw new Error("on purpose");
});
app.get("/stream", (c) =>
  stream(c, async (page) => {
    await page.write("first");
    await new Promise<void>((resolve) => (finish = resolve));
    await page.write("last");
  }),
);
app.get("/finish", (c) => {
  finish();
  return c.text("done");
});
serve({ fetch: app.fetch, port: Number(PORT), hostname: "127.0.0.1" });
