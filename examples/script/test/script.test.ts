import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  DEFAULT_HEADLINES,
  FAULTS,
  startExample,
  startFacet,
  startFaultyApi,
} from "@facet/leak-suite";
import type { FaultyApi, RunningServer } from "@facet/leak-suite";
import { describeInChromium, launchChromium } from "../../../plugins/browser/test/chromium.ts";

const DIR = fileURLToPath(new URL("..", import.meta.url));
const BUILD = fileURLToPath(new URL("../../../plugins/browser/scripts/build.ts", import.meta.url));

const RETRY = { timeout: 20_000, interval: 100 };

const COMMAND = [process.execPath, "--conditions=@facet/source", "src/server.ts"] as const;
// By its own name a headless browser is a bot, which gets the defaults.
const PERSON = {
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
};

describeInChromium("the plain script example", () => {
  let facet: RunningServer;
  let app: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, ["--conditions=@facet/source", BUILD]);
    facet = await startFacet();
    app = await startExample({ dir: DIR, command: COMMAND, api: facet.origin });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await facet?.close();
  });

  it("fills a page from the real service and remembers what its visitor did", async () => {
    const context = await browser.newContext(PERSON);
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

  describe("while the service fails", () => {
    let api: FaultyApi;
    let own: RunningServer;
    beforeAll(async () => {
      api = await startFaultyApi(facet.origin);
      own = await startExample({ dir: DIR, command: COMMAND, api: api.origin });
    });
    afterAll(async () => {
      await own?.close();
      await api?.close();
    });

    it.each(FAULTS)("(%s) shows the page's own content, and recovers", async (fault) => {
      const context = await browser.newContext(PERSON);
      const page = await context.newPage();
      const thrown: string[] = [];
      page.on("pageerror", (error) => thrown.push(error.message));
      await api.fail(fault);
      await page.goto(`${own.origin}/?utm_campaign=night`);
      await page.getByText(DEFAULT_HEADLINES.shared).waitFor();
      await api.fail("none");
      await vi.waitFor(async () => {
        await page.goto(`${own.origin}/?utm_campaign=night`);
        await page.getByText("Paddle under the northern lights").waitFor({ timeout: 1_000 });
      }, RETRY);
      await context.close();
      expect(thrown).toEqual([]);
    });
  });

  it("serves nothing but its own files", async () => {
    for (const path of ["/facet/../package.json", "/facet/index.js", "/../server.ts", "/x"]) {
      expect((await fetch(app.origin + path)).status).toBe(404);
    }
  });
});
