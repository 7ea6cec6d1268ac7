import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  describeInChromium,
  findChromium,
  launchChromium,
} from "../../../../plugins/browser/test/chromium.ts";
import { createStaticSite } from "../../../../plugins/browser/test/static-site.ts";
import type { StaticSite } from "../../../../plugins/browser/test/static-site.ts";
import { facet } from "../harness.ts";

const RULES = join(import.meta.dirname, "rules");
const LONG =
  "Inexpensive plastic windows with installation, measured tomorrow and fitted within a week, with a ten-year guarantee on the frames, the glass and the work of our fitters";
const CSS = `body{margin:0;font:20px/1.4 sans-serif} h1{margin:0;padding:8px 0;font-size:60px;line-height:1.2}
  .box{height:500px;background:#ddd}`;
const BODY = `<h1 data-facet="head">Windows</h1><span data-facet="note">Measured tomorrow</span><div class="box">Below</div>`;
const BROWSER = ["--browser", findChromium() ?? ""];

interface Shown {
  readonly slot: string;
  readonly width: number;
  readonly min: number;
  readonly max: number;
  readonly tallest: string;
}

describeInChromium("facet measure", () => {
  let browser: Browser;
  let site: StaticSite;
  let folder: string;
  beforeAll(async () => {
    [browser, site] = await Promise.all([launchChromium(), createStaticSite()]);
    folder = await mkdtemp(join(tmpdir(), "facet-measure-"));
    site.pages.set("/", { body: BODY, css: CSS, late: "skip" });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const measure = (...more: string[]) =>
    facet(["measure", site.url, "--rules", RULES, ...BROWSER, "--timeout", "60", ...more]);

  /** How far the page shifts when it is filled in the browser with the longest headline. */
  async function shiftWith(css: string): Promise<number> {
    site.pages.set("/", { body: BODY, css, late: "swap" });
    site.answer = {
      slots: { head: { type: "text", content: LONG, reason: "TARGETING_MATCH" } },
      afterMs: 200,
    };
    const page: Page = await browser.newPage({ viewport: { width: 900, height: 700 } });
    await page.addInitScript(() => {
      globalThis.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          globalThis.shift += (entry as PerformanceEntry & { value: number }).value;
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(site.url);
    await page.getByText(LONG).waitFor();
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    const shift = await page.evaluate(() => globalThis.shift);
    await page.close();
    return shift;
  }

  it("writes a style sheet with which a page that is filled late moves nothing", async () => {
    const out = join(folder, "reserve.css");
    const ran = await measure("--out", out);
    expect(ran.code, ran.err).toBe(0);
    expect(ran.out).toMatch(
      /^slot +width +min +max +tallest\nhead +360 +\d+ px +\d+ px +by-campaign\/long/,
    );
    const reserve = await readFile(out, "utf8");
    expect(await shiftWith(CSS)).toBeGreaterThan(0.1);
    expect(await shiftWith(CSS + reserve)).toBeLessThanOrEqual(0.02);
  }, 120_000);

  it("tells the lowest and the tallest content of each slot at each width, as JSON", async () => {
    site.pages.set("/", { body: BODY, css: CSS, late: "skip" });
    const ran = await measure("--json", "--out", join(folder, "json.css"));
    const { extents, page } = JSON.parse(ran.out) as { extents: Shown[]; page: string };
    expect(page).toBe("home");
    const heads = extents.filter(({ slot }) => slot === "head");
    expect(heads.map(({ width }) => width)).toEqual([360, 768, 1024, 1440]);
    for (const { min, max, tallest } of heads) {
      // A line is 72 pixels, and the padding is none of the height that is kept.
      expect(min).toBe(72);
      expect(max % 72).toBe(0);
      expect(tallest).toBe("by-campaign/long");
    }
    expect(heads[0]!.max).toBeGreaterThan(heads[3]!.max);
    // A variant hides it.
    expect(extents.find(({ slot }) => slot === "note")?.min).toBe(0);
    expect(ran.err).toContain('no element with data-facet="gone"');
    expect(ran.err).toContain('[data-facet="note"] is inline');
  }, 120_000);

  it("reports nothing to the service, and asks it nothing", async () => {
    for (const list of [site.questions, site.events, site.leads]) list.length = 0;
    await measure("--out", join(folder, "quiet.css"), "--slots", "head");
    expect([site.questions, site.events, site.leads]).toEqual([[], [], []]);
  }, 120_000);

  it("says what is wrong with a page that is not filled in the browser", async () => {
    site.pages.set("/other", { body: `<p data-facet="note">Ready</p>`, head: "" });
    const argv = ["measure", `${site.url}/other`, "--rules", RULES, ...BROWSER, "--timeout", "3"];
    const ran = await facet(argv);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("asked for no decision");
  }, 60_000);

  it("says so where the site does not run", async () => {
    const argv = ["measure", "http://127.0.0.1:9/", "--rules", RULES, ...BROWSER];
    const ran = await facet(argv);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("http://127.0.0.1:9/ cannot be opened");
  }, 60_000);
});
