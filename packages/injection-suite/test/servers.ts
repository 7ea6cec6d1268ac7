import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createFacet } from "@facet/client";
import { sendResponse, toRequest } from "@facet/client/http";
import { createEdgeHtml } from "@facet/edge-html";
import { facetExpress } from "@facet/express";
import express from "express";
import type { Batch } from "./decisions.ts";
import { filledPage, plainPage, renderedPage } from "./pages.ts";

// A page of many payloads is large, and the machine may be busy.
const TIMEOUT_MS = 30_000;
const SCRIPTS = fileURLToPath(new URL("../../../plugins/browser/dist/", import.meta.url));
/** All that a page filled in the browser, or rendered, needs of a policy. */
const POLICY =
  "default-src 'self'; img-src 'self' data: http: https:; media-src 'self' data: http: https:; require-trusted-types-for 'script'; trusted-types facet";

/** A server on loopback. */
export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

async function listen(listener: RequestListener): Promise<Served> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Stands for the service: the decision of batch `n` for a page whose address has `?batch=n`. */
export function serveDecisions(batches: readonly Batch[]): Promise<Served> {
  return listen(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.setHeader("content-type", "application/json");
    // What pages report is taken and forgotten.
    if (request.url !== "/v1/decide") return void response.end("{}");
    const { url } = JSON.parse(Buffer.concat(chunks).toString()) as { url: string };
    const { decision } = batches[batchOf(url)] ?? {};
    response.writeHead(decision === undefined ? 404 : 200).end(JSON.stringify(decision));
  });
}

/**
 * A site on Express: `/rendered` on the server, `/filled` in the browser, `/plain` with nothing in it,
 * each of `?batch=n`; with `&strict` under a policy.
 */
export function serveSite(api: string, batches: readonly Batch[]): Promise<Served> {
  const app = express();
  const slotsOf = (url: string) => batches[batchOf(url)]?.decision.slots ?? {};
  app.use((request, response, next) => {
    if (request.query["strict"] !== undefined) response.set("content-security-policy", POLICY);
    next();
  });
  app.get("/empty", (_, response) => void response.send(plainPage({})));
  app.get("/plain", (request, response) => void response.send(plainPage(slotsOf(request.url))));
  app.get("/filled", (request, response) => void response.send(filledPage(slotsOf(request.url))));
  app.use(facetExpress({ api, scripts: SCRIPTS, timeoutMs: TIMEOUT_MS, log: () => {} }));
  app.get("/rendered", (request, response) => void response.send(renderedPage(request.facet)));
  app.use((_, response) => void response.status(404).end());
  return listen(app);
}

/** The proxy in front of that site. */
export function serveProxy(api: string, origin: string): Promise<Served> {
  const proxy = createEdgeHtml({
    origin,
    facet: createFacet({ api, timeoutMs: TIMEOUT_MS }),
    originTimeoutMs: TIMEOUT_MS,
    // That it replaces no form, it says of every form.
    log: () => {},
  });
  return listen(async (incoming, outgoing) => {
    const place = { protocol: "http", host: incoming.headers.host, url: incoming.url };
    await sendResponse(await proxy.fetch(toRequest(incoming, place)), outgoing);
  });
}

/** Bare pages by number: what is put into them is in them as it is. */
export function servePages(pages: readonly string[]): Promise<Served> {
  return listen((request, response) => {
    const page = pages[batchOf(request.url ?? "")];
    response.writeHead(page === undefined ? 404 : 200, {
      "content-type": "text/html; charset=utf-8",
    });
    response.end(page);
  });
}

function batchOf(url: string): number {
  return Number(new URL(url, "http://site.invalid").searchParams.get("batch") ?? Number.NaN);
}
