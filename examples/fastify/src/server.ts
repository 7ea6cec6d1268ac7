import { fileURLToPath } from "node:url";
import { facetFastify } from "@facet/fastify";
import { fastify } from "fastify";
import { addPageCache } from "./page-cache.ts";
import { aboutPage, accountPage, homePage } from "./pages.ts";

const { FACET_API, FACET_CODE_SECRET, FACET_KEY, FACET_SITE, FACET_TIMEOUT_MS, HOST, PORT } =
  process.env;
// The page runtime as plain scripts, since this site has no bundler.
const scripts = fileURLToPath(new URL(".", import.meta.resolve("@facet/browser/facet.js")));

const app = fastify();

await app.register(facetFastify, {
  api: FACET_API ?? "http://127.0.0.1:3000",
  ...(FACET_CODE_SECRET === undefined ? {} : { codeSecret: FACET_CODE_SECRET }),
  ...(FACET_KEY === undefined ? {} : { key: FACET_KEY }),
  ...(FACET_SITE === undefined ? {} : { site: FACET_SITE }),
  scripts,
  timeoutMs: Number(FACET_TIMEOUT_MS ?? 60),
});
addPageCache(app);

app.get("/", (request, reply) => reply.type("text/html").send(homePage(request.facet)));
app.get("/about", (request, reply) => reply.type("text/html").send(aboutPage(request.facet)));
app.get("/account", (request, reply) => reply.type("text/html").send(accountPage(request.facet)));

const address = await app.listen({ port: Number(PORT ?? 4321), host: HOST ?? "127.0.0.1" });
process.stdout.write(`${address}\n`);
