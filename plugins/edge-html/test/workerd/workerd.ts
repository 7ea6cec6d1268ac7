import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { startWorkerd } from "../../../../compat/test/workerd.ts";
import type { RunningWorkerd } from "../../../../compat/test/workerd.ts";

/**
 * Bundles a worker as a site would, and runs it in workerd.
 *
 * @param options.entry File URL of its source.
 * @param options.bindings Texts that it finds in its environment.
 * @param options.port A free one by default.
 */
export async function runWorker(options: {
  readonly entry: URL;
  readonly bindings: Readonly<Record<string, string>>;
  readonly port?: number;
}): Promise<RunningWorkerd> {
  const folder = await mkdtemp(join(tmpdir(), "facet-workerd-"));
  const cache = await startCache();
  await build({
    entryPoints: [fileURLToPath(options.entry)],
    outfile: join(folder, "worker.js"),
    bundle: true,
    format: "esm",
    target: "esnext",
    platform: "browser",
    conditions: ["workerd", "@facet/source"],
    logLevel: "error",
  });
  await writeFile(join(folder, "config.capnp"), toConfig(options, cache.url));
  const workerd = await startWorkerd(folder);
  return {
    ...workerd,
    async close() {
      await workerd.close();
      cache.server.closeAllConnections();
      cache.server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function toConfig(
  { bindings, port = 0 }: Pick<Parameters<typeof runWorker>[0], "bindings" | "port">,
  cache: string,
): string {
  const texts = Object.entries(bindings).map(
    ([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "loopback", network = (allow = ["local"])),
    (name = "cache", external = (address = "${new URL(cache).host}", http = ())),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
  globalOutbound = "loopback",
  cacheApiOutbound = "cache",
  bindings = [${texts.join(", ")}],
);
`;
}

// What workerd speaks to its cache: a page is PUT as a whole HTTP message, and asked for with GET.
async function startCache(): Promise<{ readonly url: string; readonly server: Server }> {
  const pages = new Map<string, { readonly head: string; readonly body: Buffer }>();
  const server = createServer(async (request, response) => {
    const key = request.url ?? "";
    if (request.method === "PUT") {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const message = Buffer.concat(chunks);
      const end = message.indexOf("\r\n\r\n");
      pages.set(key, {
        head: message.subarray(0, end).toString("latin1"),
        body: message.subarray(end + 4),
      });
      return response.writeHead(204).end();
    }
    const page = pages.get(key);
    if (page === undefined) return response.writeHead(504, { "cf-cache-status": "MISS" }).end();
    for (const line of page.head.split("\r\n").slice(1)) {
      const [name = "", value = ""] = line.split(/:\s*(.*)/s);
      if (!/^(?:transfer-encoding|connection|content-length)$/i.test(name)) {
        response.appendHeader(name, value);
      }
    }
    response.writeHead(200, { "cf-cache-status": "HIT" }).end(page.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
