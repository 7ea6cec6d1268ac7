import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import process from "node:process";
import { sendResponse, toRequest } from "@facet/client/http";
import { createMemoryPageCache } from "@facet/edge-html";
import { createProxy } from "./proxy.ts";

const { HOST = "127.0.0.1", PORT = "4400" } = process.env;

// Written by `npm run build -w plugins/browser`.
const SCRIPTS = new URL("./", import.meta.resolve("@facet/browser/facet.js"));

const proxy = createProxy(process.env, {
  cache: createMemoryPageCache(),
  script: "/~facet/facet.js",
  scripts: readScript,
});

async function readScript(file: string): Promise<Response | undefined> {
  try {
    const script = await readFile(new URL(file, SCRIPTS));
    const headers = { "content-type": "text/javascript", "cache-control": "max-age=300" };
    return new Response(script, { headers });
  } catch {
    return undefined;
  }
}

const server = createServer(async (incoming, outgoing) => {
  const place = { protocol: "http", host: incoming.headers.host, url: incoming.url };
  const { remoteAddress } = incoming.socket;
  const context = remoteAddress === undefined ? {} : { address: remoteAddress };
  try {
    await sendResponse(await proxy.fetch(toRequest(incoming, place), context), outgoing);
  } catch {
    // The site broke off in the middle of a page: so does this one.
    outgoing.destroy();
  }
});

try {
  await once(server.listen(Number(PORT), HOST), "listening");
  process.stdout.write(`the personalised site: http://${HOST}:${PORT}\n`);
} catch (error) {
  process.stderr.write(`Port ${PORT} cannot be had, set PORT to a free one. ${String(error)}\n`);
  process.exitCode = 1;
}
