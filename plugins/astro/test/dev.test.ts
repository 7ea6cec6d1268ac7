import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ENTRANCES, RULES_FOLDER, startExample, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import type { Browser, Page } from "playwright-core";
import { describeInChromium, launchChromium } from "../../browser/test/chromium.ts";
import { openObserved } from "../../browser/test/observe.ts";

const DIR = fileURLToPath(new URL("fixture-dev/", import.meta.url));
const ASTRO = fileURLToPath(new URL("../bin/astro.mjs", import.meta.resolve("astro")));
const [CAMPAIGN] = ENTRANCES;
const PHRASE = ENTRANCES.at(-1)!;

describeInChromium("a site in development", () => {
  let rules: string;
  let facet: RunningServer;
  let site: RunningServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    rules = await mkdtemp(join(tmpdir(), "facet-rules-"));
    await cp(RULES_FOLDER, rules, { recursive: true });
    [facet, browser] = await Promise.all([startFacet({ rules }), launchChromium()]);
    site = await startExample({
      dir: DIR,
      command: [
        process.execPath,
        "--conditions=@facet/source",
        ASTRO,
        "dev",
        "--host",
        "127.0.0.1",
        "--port",
        "{port}",
      ],
      api: facet.origin,
      // Astro serves no pages where it takes itself for a part of a test.
      env: { NODE_ENV: "development", FIXTURE_RULES: rules, VITEST: "" },
    });
    const url = `${site.origin}/?${new URLSearchParams(CAMPAIGN!.query)}`;
    ({ page } = await openObserved(browser, url));
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await facet?.close();
    await rm(rules, { recursive: true, force: true });
  });

  const headline = () => page.textContent("h1");

  it("decides, and has the client for the site's own code", async () => {
    expect(await headline()).toBe(CAMPAIGN!.headline);
    expect(await page.textContent("#client")).toBe("function");
  });

  it("reloads the page when its rules change, once the service serves the change", async () => {
    const file = join(rules, "content.yaml");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace(CAMPAIGN!.headline, "Your first hour, rewritten"));
    await expect.poll(headline, { timeout: 15_000 }).toBe("Your first hour, rewritten");
  }, 30_000);

  it("shows the page as another visitor, and why, from the toolbar", async () => {
    await page.goto(`${site.origin}/`);
    await page.click('[data-app-id="facet"]', { force: true });
    await page.fill("#facet-phrase", PHRASE.query["utm_term"]!);
    await page.click("text=Show as this visitor");
    await expect.poll(headline, { timeout: 10_000 }).toBe(PHRASE.headline);
    await page.click('[data-app-id="facet"]', { force: true });
    await expect
      .poll(() => page.textContent("astro-dev-toolbar-window dl"), { timeout: 10_000 })
      .toContain("TARGETING_MATCH");
    const bottomOf = async (selector: string) => {
      const { y, height } = (await page.locator(selector).boundingBox())!;
      return y + height;
    };
    const window = "astro-dev-toolbar-window:has(dl)";
    expect(await bottomOf(`${window} .facet`)).toBeLessThan(await bottomOf(window));
    await page.click("text=As myself");
    await expect.poll(headline, { timeout: 10_000 }).not.toBe(PHRASE.headline);
  }, 60_000);

  it("refuses to make a page for many that sets a cookie", async () => {
    const person = {
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36",
    };
    const response = await fetch(`${site.origin}/?leak`, { headers: person });
    expect(response.status).toBe(500);
    expect(site.output()).toContain("a cache may give it to others, and it sets a cookie");
  });
});
