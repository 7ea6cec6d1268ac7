import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startExample, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { describeInChromium, launchChromium } from "../../../plugins/browser/test/chromium.ts";

const DIR = fileURLToPath(new URL("..", import.meta.url));
const BUILD = fileURLToPath(new URL("../../../plugins/browser/scripts/build.ts", import.meta.url));

const RETRY = { timeout: 20_000, interval: 100 };

describeInChromium("the plain script example", () => {
  let facet: RunningServer;
  let app: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, ["--conditions=@facet/source", BUILD]);
    facet = await startFacet();
    app = await startExample({
      dir: DIR,
      command: [process.execPath, "--conditions=@facet/source", "src/server.ts"],
      api: facet.origin,
    });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await facet?.close();
  });

  it("fills a page from the real service and remembers what its visitor did", async () => {
    // By its own name a headless browser is a bot, which gets the defaults.
    const userAgent =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36";
    const context = await browser.newContext({ userAgent });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    // A busy machine may be late: then the page rightly keeps what it has, and is tried again.
    await vi.waitFor(async () => {
      await page.goto(`${app.origin}/?utm_campaign=night`);
      await page.getByText("Paddle under the northern lights").waitFor({ timeout: 1_000 });
    }, RETRY);
    await page.getByRole("button").click();
    await vi.waitFor(async () => {
      await page.goto(`${app.origin}/account`);
      await page.getByText("Your boat is waiting at the pier").waitFor({ timeout: 1_000 });
    }, RETRY);
    // The icon that no page of the example has.
    expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
  });

  it("shows the page's own content while the service is down", async () => {
    facet.pause();
    try {
      const page = await browser.newPage();
      await page.goto(`${app.origin}/?utm_campaign=night`);
      await page.getByText("Kayak lessons on the fjord").waitFor();
    } finally {
      facet.resume();
    }
  });

  it("serves nothing but its own files", async () => {
    for (const path of ["/facet/../package.json", "/facet/index.js", "/../server.ts", "/x"]) {
      expect((await fetch(app.origin + path)).status).toBe(404);
    }
  });
});
