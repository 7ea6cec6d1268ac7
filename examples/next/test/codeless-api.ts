import { once } from "node:events";
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";

/** The service behind a gate that can fail what reads codes, and nothing else. */
export interface CodelessApi {
  readonly origin: string;
  mend(): void;
  close(): void;
}

/** Puts a failing gate in front of the service at `target`. */
export async function startCodelessApi(target: string): Promise<CodelessApi> {
  let isBroken = true;
  const server = createServer((request, response) => {
    const { url = "/", method, headers } = request;
    if (isBroken && url.startsWith("/v1/render/")) {
      response.writeHead(500).end();
      return;
    }
    const inner = forward(new URL(url, target), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    inner.on("error", () => response.destroy());
    request.pipe(inner);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    mend: () => (isBroken = false),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
