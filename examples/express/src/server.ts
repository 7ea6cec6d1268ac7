import { once } from "node:events";
import { fileURLToPath } from "node:url";
import express from "express";
import { facetExpress, withEnvironment } from "@facet/express";
import { pageCache } from "./page-cache.ts";
import { aboutPage, accountPage, homePage } from "./pages.ts";

const { HOST = "127.0.0.1", PORT = "4321" } = process.env;
// The page runtime as plain scripts, since this site has no bundler.
const scripts = fileURLToPath(new URL(".", import.meta.resolve("@facet/browser/facet.js")));

const app = express();

app.use(facetExpress({ ...withEnvironment({}, process.env), scripts }));
app.use(pageCache());

app.get("/", (req, res) => void res.type("html").send(homePage(req.facet)));
app.get("/about", (req, res) => void res.type("html").send(aboutPage(req.facet)));
app.get("/account", (req, res) => void res.type("html").send(accountPage(req.facet)));

try {
  await once(app.listen(Number(PORT), HOST), "listening");
  process.stdout.write(`http://${HOST}:${PORT}\n`);
} catch (error) {
  process.stderr.write(`Port ${PORT} cannot be had, set PORT to a free one. ${String(error)}\n`);
  process.exitCode = 1;
}
