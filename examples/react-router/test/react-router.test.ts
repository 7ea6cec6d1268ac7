import { afterAll, beforeAll } from "vitest";
import { startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { formSuite } from "../../../plugins/react/test/form-site.ts";
import { describeReactSite } from "../../../plugins/react/test/site-in-browser.ts";
import { leakSuite } from "./leaks.suite.ts";
import { buildSite, startSite } from "./site.ts";

let service: RunningServer;
let site: RunningServer;

// One build for all of it: two at once would write the same folder.
beforeAll(async () => {
  service = await startFacet();
  await buildSite();
  site = await startSite(service.origin);
}, 300_000);

afterAll(async () => {
  await site?.close();
  await service?.close();
});

leakSuite({ facet: () => service, site: () => site, start: startSite });
describeReactSite("a React Router site in a browser", {
  origin: () => site.origin,
  greeting: "h1",
});
formSuite("the React Router example", () => site.origin);
