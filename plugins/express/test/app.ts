import express from "express";
import { facetExpress } from "@facet/express";

const { FACET_API = "", FACET_SCRIPTS = "", FACET_TIMEOUT_MS, PORT } = process.env;
const options = { api: FACET_API, timeoutMs: Number(FACET_TIMEOUT_MS) };

const app = express();
let finish = (): void => undefined;

app.use(facetExpress({ ...options, scripts: FACET_SCRIPTS }));
// Behind the plugin, as the body of an event is the plugin's to read.
app.use(express.json());
app.get("/", ({ facet, headers }, res) => {
  const { code } = facet;
  res.json({ headers, code, headline: facet.slot("hero.headline"), state: facet.stateTag() });
});
app.get("/account", (_, res) => void res.send("yours"));
app.post("/echo", ({ body }, res) => void res.json(body));
app.get("/moved", (_, res) => void res.redirect("/"));
app.get("/fails", () => {
  throw new Error("on purpose");
});
app.get("/stream", (_, res) => {
  res.write("first");
  finish = () => res.end("last");
});
app.get("/finish", (_, res) => {
  finish();
  res.send("done");
});
app.listen(Number(PORT), "127.0.0.1");
