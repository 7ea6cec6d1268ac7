import { Readable } from "node:stream";
import { fastify } from "fastify";
import { facetFastify } from "@facet/fastify";

const { FACET_API = "", FACET_SCRIPTS = "", FACET_TIMEOUT_MS, PORT } = process.env;
const options = { api: FACET_API, timeoutMs: Number(FACET_TIMEOUT_MS) };

const app = fastify();
let finish = (): void => undefined;

await app.register(facetFastify, { ...options, scripts: FACET_SCRIPTS });
app.get("/", async ({ facet, headers }) => {
  const { code } = facet;
  return { headers, code, headline: facet.slot("hero.headline"), state: facet.stateTag() };
});
app.get("/account", async () => "yours");
app.post("/echo", async ({ body }) => body);
app.get("/moved", (_, reply) => reply.redirect("/"));
app.get("/fails", async () => {
  throw new Error("on purpose");
});
app.get("/stream", (_, reply) => {
  const page = new Readable({ read: () => undefined });
  page.push("first");
  finish = () => {
    page.push("last");
    page.push(null);
  };
  return reply.send(page);
});
app.get("/finish", async () => {
  finish();
  return "done";
});
await app.listen({ port: Number(PORT), host: "127.0.0.1" });
