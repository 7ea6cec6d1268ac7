// oxlint-disable oxc/no-async-endpoint-handlers -- Express 5 hands on what they reject with
/**
 * A site on Express, in a process of its own: `/rendered` on the server, `/filled` in the browser,
 * `/plain` with nothing in it, each of `?batch=n`; with `&strict` under a policy.
 */
import { fileURLToPath } from "node:url";
import { facetExpress } from "@facet/express";
import type { DecideResponse } from "@facet/protocol";
import express from "express";
import { filledPage, plainPage, renderedPage } from "./pages.ts";

const { FACET_API: api = "", FACET_TIMEOUT_MS, HOST = "127.0.0.1", PORT } = process.env;
const SCRIPTS = fileURLToPath(new URL("../../../plugins/browser/dist/", import.meta.url));
/** All that a page needs of a policy. */
const POLICY =
  "default-src 'self'; img-src 'self' data: http: https:; media-src 'self' data: http: https:; require-trusted-types-for 'script'; trusted-types facet";

async function slotsOf(path: string): Promise<DecideResponse["slots"]> {
  const body = JSON.stringify({ url: `https://site.example${path}` });
  const response = await fetch(`${api}/v1/decide`, { method: "POST", body });
  return ((await response.json()) as DecideResponse).slots;
}

const app = express();
app.use((request, response, next) => {
  if (request.query["strict"] !== undefined) response.set("content-security-policy", POLICY);
  next();
});
app.get("/empty", (_, response) => void response.send(plainPage({})));
app.get("/plain", async (request, response) => {
  response.send(plainPage(await slotsOf(request.url)));
});
app.get("/filled", async (request, response) => {
  response.send(filledPage(await slotsOf(request.url)));
});
app.use(facetExpress({ api, scripts: SCRIPTS, timeoutMs: 6 * Number(FACET_TIMEOUT_MS) }));
app.get("/rendered", (request, response) => void response.send(renderedPage(request.facet)));
app.use((_, response) => void response.status(404).end());
app.listen(Number(PORT), HOST);
