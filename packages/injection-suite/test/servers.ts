import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createFacet } from "@facet/client";
import { sendResponse, toRequest } from "@facet/client/http";
import { createEdgeHtml } from "@facet/edge-html";
import type { Batch } from "./decisions.ts";

// A page of many payloads is large, and the machine may be busy.
const TIMEOUT_MS = 30_000;
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
