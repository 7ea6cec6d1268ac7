import { fileURLToPath } from "node:url";
import express from "express";
import { facetExpress } from "@facet/express";
import { pageCache } from "./page-cache.ts";
import { aboutPage, accountPage, homePage } from "./pages.ts";

const { FACET_API, FACET_CODE_SECRET, FACET_KEY, FACET_SITE, FACET_TIMEOUT_MS, HOST, PORT } =
  process.env;
const port = Number(PORT ?? 4321);
// The page runtime as plain scripts, since this site has no bundler.
const scripts = fileURLToPath(new URL(".", import.meta.resolve("@facet/browser/facet.js")));
const host = HOST ?? "127.0.0.1";

const app = express();

app.use(
  facetExpress({
    api: FACET_API ?? "http://127.0.0.1:3000",
    ...(FACET_CODE_SECRET === undefined ? {} : { codeSecret: FACET_CODE_SECRET }),
    ...(FACET_KEY === undefined ? {} : { key: FACET_KEY }),
    ...(FACET_SITE === undefined ? {} : { site: FACET_SITE }),
    scripts,
    timeoutMs: Number(FACET_TIMEOUT_MS ?? 60),
  }),
);
app.use(pageCache());

app.get("/", (req, res) => void res.type("html").send(homePage(req.facet)));
app.get("/about", (req, res) => void res.type("html").send(aboutPage(req.facet)));
app.get("/account", (req, res) => void res.type("html").send(accountPage(req.facet)));

app.listen(port, host, (error) => {
  if (error) throw error;
  process.stdout.write(`http://${host}:${port}\n`);
});
