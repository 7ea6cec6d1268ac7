/** The site that cannot be edited: three pages as a site builder would publish them. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import process from "node:process";

const FILES: ReadonlyMap<string, string> = new Map([
  ["/", "index.html"],
  ["/about", "about.html"],
  ["/account", "account.html"],
]);

const server = createServer(async (request, response) => {
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  const file = FILES.get(path);
  if (file === undefined) {
    response.writeHead(404, { "content-type": "text/plain" }).end("There is no such page.\n");
    return;
  }
  const page = await readFile(new URL(`../site/${file}`, import.meta.url));
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "public, max-age=300",
    // Which answer of this server it is: a visitor who sees an old one was served from the cache.
    "x-render-id": randomUUID(),
  });
  response.end(page);
});

const { PORT = "4401" } = process.env;
try {
  await once(server.listen(Number(PORT), "127.0.0.1"), "listening");
  process.stdout.write(`the site itself: http://127.0.0.1:${PORT}\n`);
} catch (error) {
  process.stderr.write(`Port ${PORT} cannot be had, set PORT to a free one. ${String(error)}\n`);
  process.exitCode = 1;
}
