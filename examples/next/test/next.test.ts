import { afterAll, beforeAll, expect, it } from "vitest";
import { startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { formSuite } from "../../../plugins/react/test/form-site.ts";
import { describeReactSite } from "../../../plugins/react/test/site-in-browser.ts";
import { leakSuite } from "./leaks.suite.ts";
import { buildSite, startSite } from "./site.ts";

const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

let service: RunningServer;
let site: RunningServer;

// One build for all of it: two at once would write the same folder.
beforeAll(async () => {
  service = await startFacet();
  await decideOnce("https://kayak.example/about");
  await buildSite(service.origin);
  site = await startSite(service.origin);
}, 300_000);

afterAll(async () => {
  await site?.close();
  await service?.close();
});

/** Lets the service meet a visitor, so that it knows a code of the page. */
async function decideOnce(url: string): Promise<void> {
  const response = await fetch(new URL("/v1/decide", service.origin), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url, userAgent: BROWSER }),
  });
  expect(response.status).toBe(200);
}

it("has rendered the codes that visitors come with before the first one comes", async () => {
  const response = await fetch(new URL("/about", site.origin), {
    headers: { "user-agent": BROWSER },
  });
  expect(await response.text()).toContain("A school run by three paddlers");
  expect(response.headers.get("x-nextjs-cache")).toBe("HIT");
});

leakSuite({ facet: () => service, site: () => site, start: startSite });
describeReactSite("a Next site in a browser", { origin: () => site.origin, greeting: "h2" });
formSuite("the Next example", () => site.origin);
