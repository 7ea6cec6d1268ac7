import { fileURLToPath } from "node:url";
import { facetFastify, withEnvironment } from "@facet/fastify";
import { fastify } from "fastify";
import { addPageCache } from "./page-cache.ts";
import { aboutPage, accountPage, homePage } from "./pages.ts";

const { HOST = "127.0.0.1", PORT = "4321" } = process.env;
// The page runtime as plain scripts, since this site has no bundler.
const scripts = fileURLToPath(new URL(".", import.meta.resolve("@facet/browser/facet.js")));

const app = fastify();

await app.register(facetFastify, { ...withEnvironment({}, process.env), scripts });
addPageCache(app);

app.get("/", (request, reply) => reply.type("text/html").send(homePage(request.facet)));
app.get("/about", (request, reply) => reply.type("text/html").send(aboutPage(request.facet)));
app.get("/account", (request, reply) => reply.type("text/html").send(accountPage(request.facet)));

try {
  process.stdout.write(`${await app.listen({ port: Number(PORT), host: HOST })}\n`);
} catch (error) {
  process.stderr.write(`Port ${PORT} cannot be had, set PORT to a free one. ${String(error)}\n`);
  process.exitCode = 1;
}
