/** Serves `site/` and the scripts of `@facet/browser` as files: nothing here renders or decides. */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";

const { FACET_API, HOST = "127.0.0.1", PORT = "4321" } = process.env;
// The pages name the service of `npm start`; another one is put in as they are served.
const WRITTEN_API = "http://127.0.0.1:3000";
const api = FACET_API || WRITTEN_API;

const SITE = new URL("../site/", import.meta.url);
const SCRIPTS = new URL(".", import.meta.resolve("@facet/browser/facet.js"));
const PAGES = new Map([
  ["/", "index.html"],
  ["/account", "account.html"],
]);
const ASSETS = new Set(["/site.css", "/icon.svg"]);
const TYPES = new Map([
  [".html", "text/html; charset=utf-8"],
  [".css", "text/css"],
  [".svg", "image/svg+xml"],
  [".js", "text/javascript"],
]);
// All that the scripts need of a policy.
const POLICY = `default-src 'self'; connect-src 'self' ${api}; require-trusted-types-for 'script'; trusted-types facet`;

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://site.invalid");
  const file = toFile(pathname);
  try {
    if (file === undefined) throw new Error(`no file for ${pathname}`);
    const text = await readFile(file, "utf8");
    response.writeHead(200, {
      "content-type": TYPES.get(extname(file.pathname)) ?? "text/plain",
      "content-security-policy": POLICY,
      // The names of the parts change with what is in them; the two entries keep theirs.
      "cache-control": /\.[0-9a-f]{8}\.js$/.test(pathname)
        ? "public, max-age=31536000, immutable"
        : "no-cache",
    });
    response.end(text.replaceAll(WRITTEN_API, api));
  } catch {
    response.writeHead(404, { "content-type": "text/plain" }).end("Not found\n");
  }
});

try {
  await once(server.listen(Number(PORT), HOST), "listening");
  process.stdout.write(`http://${HOST}:${PORT}\n`);
} catch (error) {
  process.stderr.write(`Port ${PORT} cannot be had, set PORT to a free one. ${String(error)}\n`);
  process.exitCode = 1;
}

function toFile(pathname: string): URL | undefined {
  const page = PAGES.get(pathname);
  if (page !== undefined) return new URL(page, SITE);
  if (ASSETS.has(pathname)) return new URL(`.${pathname}`, SITE);
  const [, script] =
    /^\/facet\/((?:snippet|facet(?:-[\w-]+\.[0-9a-f]{8})?)\.js)$/.exec(pathname) ?? [];
  return script === undefined ? undefined : new URL(script, SCRIPTS);
}
