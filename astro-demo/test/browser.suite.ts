import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchChromium } from "../../plugins/browser/test/chromium.ts";
import { startDemo } from "./demo.ts";
import type { RunningDemo } from "./demo.ts";

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };

const SCENES = [
  ["okna", "/okna"],
  ["okna-cheap", "/okna?utm_term=купить+пластиковые+окна+недорого&demo.city=Москва&demo.visits=1"],
  ["okna-dacha", "/okna?utm_term=окна+для+дачи&demo.visits=1"],
  ["okna-quiet", "/okna?utm_term=тихие+окна&demo.visits=1"],
  ["okna-hot", "/okna?demo.visits=3&demo.score=65"],
  ["bikes-guide", "/bikes?demo.visits=1&demo.score=0"],
  ["bikes-comparison", "/bikes?demo.visits=2&demo.score=12"],
  ["bikes-hardtail", "/bikes?demo.visits=3&demo.score=45"],
  ["index", "/"],
] as const;

/** What a person sees and does, in a real browser. */
export function describeBrowser(): void {
  describe("in the browser", () => {
    let demo: RunningDemo;
    let browser: Browser;
    let shots: string;
    let problems: string[];

    beforeAll(async () => {
      demo = await startDemo();
      browser = await launchChromium();
      shots = await mkdtemp(join(tmpdir(), "facet-demo-"));
      console.info(`screenshots: ${shots}`);
    });
    afterAll(async () => {
      await browser.close();
      await demo.close();
    });
    beforeEach(() => {
      problems = [];
    });

    async function open(path: string, viewport = DESKTOP): Promise<Page> {
      const page = await browser.newPage({ viewport });
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(message.text());
      });
      await page.goto(demo.url + path);
      return page;
    }

    it.each(SCENES)("shows %s on phone and desktop without a fault", async (name, path) => {
      for (const [kind, viewport] of [
        ["phone", PHONE],
        ["desktop", DESKTOP],
      ] as const) {
        const page = await open(path, viewport);
        await page.screenshot({ path: join(shots, `${name}-${kind}.png`) });
        expect(await page.evaluate(brokenImages)).toEqual([]);
        expect(await page.evaluate(layoutShift)).toBeLessThan(0.01);
        await page.close();
      }
      expect(problems).toEqual([]);
    });

    it.each([
      "/okna",
      "/okna?utm_term=окна+для+дачи",
      "/bikes",
      "/bikes?demo.score=45&demo.visits=2",
      "/",
    ])("never scrolls %s sideways on a narrow phone", async (path) => {
      const page = await open(path, { width: 360, height: 740 });
      const bar = page.locator("#visitor-bar > details > summary");
      if ((await bar.count()) > 0) await bar.click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      await page.close();
    });

    it.each(["/", "/okna", "/bikes"])("puts no script into %s itself", async (path) => {
      const html = await (await fetch(demo.url + path)).text();
      const scripts = html.match(/<script[^>]*>/g) ?? [];
      expect(scripts.filter((tag) => !/ src="| type="application\/json"/.test(tag))).toEqual([]);
    });

    it("switches the visitor in the bar", async () => {
      const page = await open("/okna");
      await page.click("#visitor-bar > details > summary");
      await page.fill("#visitor-bar input[name=utm_term]", "окна для дачи");
      await page.press("#visitor-bar input[name=utm_term]", "Enter");
      await page.waitForURL(/utm_term=/);
      expect(await page.textContent("h1")).toContain("Окна для дачи");
      expect(await page.textContent("tr[data-slot='hero.headline']")).toContain(
        "okna-search / окна для дачи",
      );
      // It is still open, and its next visitor is a click away.
      await page.click("#visitor-bar a:has-text('Горячий лид')");
      await page.waitForURL(/demo\.score=65/);
      expect(await page.textContent("h1")).toContain("точного размера");
      await page.close();
      expect(problems).toEqual([]);
    });

    it("works as a plain form without JavaScript", async () => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(`${demo.url}/bikes`);
      await page.click("#visitor-bar > details > summary");
      await page.fill("#visitor-bar input[name='demo.score']", "45");
      await page.click("#visitor-bar button.apply");
      expect(await page.textContent("h1")).toContain("Cairn 26");
      await context.close();
    });

    it("opens an offer, takes the form, and thanks", async () => {
      const page = await open("/okna?demo.visits=2&demo.score=12");
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight * 0.9));
      const dialog = page.locator("dialog[open], [role=dialog]").first();
      await dialog.waitFor({ state: "visible", timeout: 10_000 });
      await page.screenshot({ path: join(shots, "offer-desktop.png") });
      expect(await dialog.textContent()).toContain("Скидка 10 %");
      await dialog.locator("input[name=phone]").fill("+7 916 000-00-00");
      await dialog.locator("form button:not([type=button])").click();
      await page.locator(".facet-thanks").first().waitFor({ timeout: 5_000 });
      expect(await page.locator(".facet-thanks").first().textContent()).toContain("Промокод");
      await page.close();
      expect(problems).toEqual([]);
    });

    it("moves the rider through the funnel: guide, comparison, bike, helmet", async () => {
      const page = await open("/bikes");
      expect(await page.textContent("h1")).toContain("five years");

      await page.fill("[data-facet-form='bikes.guide'] input[name=email]", "rider@example.com");
      await page.click("[data-facet-form='bikes.guide'] > button");
      await page.locator(".facet-thanks").waitFor();
      await page.locator("#visitor-bar .changed").waitFor({ state: "attached" });
      await page.reload();
      expect(await page.textContent("h1")).toContain("Compare");

      await page.click("#range summary");
      await page
        .locator("#visitor-bar tr[data-slot='bikes.headline']:has-text('hardtail')")
        .waitFor({
          state: "attached",
        });
      await page.reload();
      expect(await page.textContent("h1")).toContain("Cairn 26");

      // The click only begins to leave the page, so the next page's own headline is waited for.
      await page.click("button:has-text('Buy the Cairn')");
      await page.locator("h1:has-text('protect the rider')").waitFor();
      await page.screenshot({ path: join(shots, "bikes-helmet-desktop.png") });
      await page.close();
      expect(problems).toEqual([]);
    });

    it("adds up the price of windows and reports that it was looked at", async () => {
      const page = await open("/okna");
      const total = page.locator("[data-total]");
      expect((await total.textContent())?.replaceAll(/\s/g, " ")).toContain("29 800");
      await page.selectOption("[data-kind]", { label: "Одностворчатое" });
      expect((await total.textContent())?.replaceAll(/\s/g, " ")).toContain("18 800");
      const tracked = page.waitForResponse((response) => response.url().includes("/~facet/track"));
      await page.click("[data-calculator] button");
      expect((await tracked).status()).toBe(204);
      await page.close();
      expect(problems).toEqual([]);
    });
  });
}

function brokenImages(): string[] {
  return [...document.images]
    .filter((image) => image.loading !== "lazy" && image.complete && image.naturalWidth === 0)
    .map((image) => image.src);
}

async function layoutShift(): Promise<number> {
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += (entry as unknown as { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
  await new Promise((resolve) => setTimeout(resolve, 300));
  return shift;
}
