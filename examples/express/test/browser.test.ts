import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { buildScripts, GREETINGS, OFFER_TITLE, startExample, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { describeInChromium, launchChromium } from "../../../plugins/browser/test/chromium.ts";

// A headless browser calls itself one, and bots get the default content.
const PERSON =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

describeInChromium("the Express example in a browser", () => {
  let facet: RunningServer;
  let app: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    await buildScripts();
    facet = await startFacet();
    app = await startExample({
      dir: fileURLToPath(new URL("..", import.meta.url)),
      command: ["node", "--conditions=@facet/source", "src/server.ts"],
      api: facet.origin,
    });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
    await facet.close();
  });

  it("shows a cached page with the visitor's own offer, and remembers what they did", async () => {
    // The page is in the app's cache before this visitor comes.
    await fetch(`${app.origin}/?utm_campaign=night`);
    const context = await browser.newContext({ userAgent: PERSON });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));

    await page.goto(`${app.origin}/?utm_campaign=night&gclid=1`);
    expect(await page.textContent("h1")).toBe("Paddle under the northern lights");
    await page.getByText(OFFER_TITLE).waitFor();

    const tracked = page.waitForResponse((response) => response.url().endsWith("/~facet/track"));
    await page.click("[data-facet-goal]");
    expect((await tracked).status()).toBe(204);
    await page.goto(`${app.origin}/account`);
    expect(await page.textContent("h1")).toBe(GREETINGS.booked);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
