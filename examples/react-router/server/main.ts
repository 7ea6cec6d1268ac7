import { createServer } from "node:http";
import { createFacetFront } from "@facet/react-router/server";
import { createRequestListener } from "@remix-run/node-fetch-server";
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

const server = createServer(
  createRequestListener(
    async (request, client) =>
      (await findAsset(request)) ?? front(request, { address: client.address }),
  ),
);

server.listen(Number(PORT), HOST, () => console.info(`http://${HOST}:${PORT}`));
process.once("SIGTERM", () => server.close());
