import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import process from "node:process";
import { sendResponse, toRequest } from "@facet/client/http";
import { createFacetFront } from "@facet/react-router/server";
import { createRequestHandler } from "react-router";
import type { ServerBuild } from "react-router";
import { facet } from "../app/facet.server.ts";
import { findAsset } from "./assets.ts";
import { createMemoryStore } from "./memory-store.ts";

const { HOST = "127.0.0.1", PORT = "3001" } = process.env;

const build = (await import(
  new URL("../build/server/index.js", import.meta.url).href
)) as ServerBuild;

const front = createFacetFront({
  facet,
  handler: createRequestHandler(build, "production"),
  store: createMemoryStore({ maxPages: 1_000 }),
});

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { headers, socket, url } = incoming;
  const request = toRequest(incoming, { protocol: "http", host: headers.host, url });
  const address = socket.remoteAddress;
  const response =
    (await findAsset(request)) ?? (await front(request, address === undefined ? {} : { address }));
  await sendResponse(response, outgoing);
}

const server = createServer((incoming, outgoing) => {
  answer(incoming, outgoing).catch((error: unknown) => {
    console.error(error);
    outgoing.destroy();
  });
});

process.once("SIGTERM", () => server.close());
try {
  await once(server.listen(Number(PORT), HOST), "listening");
  console.info(`http://${HOST}:${PORT}`);
} catch (error) {
  console.error(`Port ${PORT} cannot be had, set PORT to a free one. ${String(error)}`);
  process.exitCode = 1;
}
