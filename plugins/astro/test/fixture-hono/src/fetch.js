import { facetLayer } from "@facet/astro/fetch";
import { astro } from "astro/hono";
import { Hono } from "hono";

const app = new Hono();
app.use(async (c, next) => {
  await next();
  c.header("x-app", "own");
});
app.use(facetLayer());
app.use(astro());

export default app;
