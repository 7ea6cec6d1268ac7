import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { SlotDecision } from "@facet/client";
import { createStaticSite } from "./static-site.ts";
import { createStage } from "./stage.ts";

const stage = createStage({ createSite: createStaticSite });

const text = (content: string): SlotDecision => ({
  type: "text",
  content,
  rule: "r",
  variant: "v",
  reason: "TARGETING_MATCH",
});

const SHORT = "Windows";
const LONG =
  "Inexpensive plastic windows with installation, measured tomorrow and fitted within a week, with a ten-year guarantee on the frames, the glass and the work of our fitters";
const CSS = `body{margin:0;font:20px/1.4 sans-serif} h1{margin:0;font-size:60px;line-height:1.2}
  .box{height:500px;background:#ddd}`;
const BELOW = `<div class="box">Below</div>`;

interface Frame {
  readonly atMs: number;
  readonly isShown: boolean;
}

declare global {
  // oxlint-disable-next-line no-var -- only `var` declares a member of globalThis
  var shownFrames: Frame[];
  // oxlint-disable-next-line no-var -- only `var` declares a member of globalThis
  var shift: number;
}

/** Notes in the page how far it shifted, and in each frame whether the headline is to be seen. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.shownFrames = [];
    globalThis.shift = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        globalThis.shift += (entry as PerformanceEntry & { value: number }).value;
      }
    });
    observer.observe({ type: "layout-shift", buffered: true });
    const note = () => {
      const headline = document.querySelector("h1");
      if (headline !== null) {
        const isShown = getComputedStyle(headline).visibility === "visible";
        globalThis.shownFrames.push({ atMs: performance.now(), isShown });
      }
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
}

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await stage.browser.newContext({
    viewport: { width: 900, height: 700 },
    ...options,
  });
  const page = await context.newPage();
  await watch(page);
  return page;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const shiftOf = async (page: Page) => {
  await pause(300);
  return page.evaluate(() => globalThis.shift);
};

stage.describe("what a visitor sees while a page is filled", () => {
  async function shiftWith(attributes: string): Promise<number> {
    const body = `<h1 data-facet="a" ${attributes}>${SHORT}</h1>${BELOW}`;
    // Swapped however late, so that a busy machine measures the same page.
    stage.site.pages.set("/", { body, css: CSS, late: "swap" });
    stage.site.answer = { slots: { a: text(LONG) }, afterMs: 200 };
    const page = await open();
    await page.goto(stage.site.url);
    await page.getByText(LONG).waitFor();
    return shiftOf(page);
  }

  it("moves nothing below a slot whose height is kept", async () => {
    // How many lines the text takes depends on the fonts of this machine.
    stage.site.pages.set("/", { body: `<h1>${LONG}</h1>`, head: "", css: CSS });
    const page = await open();
    await page.goto(stage.site.url);
    const lines = await page.locator("h1").evaluate((h1) => h1.clientHeight / 72);
    expect(lines).toBeGreaterThan(2);
    const shift = await shiftWith(`data-facet-cloak data-facet-reserve="${lines}lh"`);
    expect(shift).toBeLessThanOrEqual(0.02);
  });

  it("would move it without (what the test above measures against)", async () => {
    expect(await shiftWith("")).toBeGreaterThan(0.1);
    expect(await shiftWith("data-facet-cloak")).toBeGreaterThan(0.1);
  });

  it("moves nothing on a page that a server rendered", async () => {
    const state = JSON.stringify({
      decisionId: "d",
      page: "home",
      endpoint: "/~facet",
      slots: { a: { reason: "STATIC" } },
      offers: [],
      offerLimits: {},
    });
    const body = `<h1 data-facet="a">${LONG}</h1>${BELOW}<script type="application/json" id="facet-state">${state}</script>`;
    const head = `<script type="module" src="/facet.js"></script>`;
    stage.site.pages.set("/", { body, head, css: CSS });
    const page = await open();
    await page.goto(stage.site.url);
    expect(await shiftOf(page)).toBe(0);
    expect(stage.site.questions).toEqual([]);
  });

  it("shows at once what a layer on the way has decided after all", async () => {
    const state = { decisionId: "d", page: "home", endpoint: "/~facet", slots: {}, offers: [] };
    const body = `<h1 data-facet="a" data-facet-cloak>${LONG}</h1><script type="application/json" id="facet-state">${JSON.stringify({ ...state, offerLimits: {} })}</script>`;
    stage.site.pages.set("/", { body });
    stage.site.answer = { slots: { a: text(SHORT) } };
    const page = await open();
    await page.goto(stage.site.url);
    expect(await page.evaluate(() => globalThis.facetHead?.cloak.disabled)).toBe(true);
    await pause(500);
    expect(await page.locator("h1").textContent()).toBe(LONG);
  });

  it("hides the slot, and nothing but the slot, until its content is there", async () => {
    const body = `<h1 data-facet="a" data-facet-cloak>${SHORT}</h1><p>Else</p>`;
    stage.site.pages.set("/", { body, late: "swap" });
    stage.site.answer = { slots: { a: text(LONG) }, fault: "hang" };
    const page = await open();
    await page.goto(stage.site.url, { waitUntil: "commit" });
    await page.waitForFunction(() => globalThis.shownFrames.length > 0);
    const [first] = await page.evaluate(() => globalThis.shownFrames);
    expect(first).toMatchObject({ isShown: false });
    expect(await page.locator("p").evaluate((p) => getComputedStyle(p).visibility)).toBe("visible");
  });

  async function expectDefault(page: Page): Promise<void> {
    await page.getByText(SHORT).waitFor();
    await page.waitForFunction(() => performance.now() > 700);
    const late = await page.evaluate(() => globalThis.shownFrames.filter(({ atMs }) => atMs > 450));
    expect(late.length).toBeGreaterThan(0);
    expect(late.filter(({ isShown }) => !isShown)).toEqual([]);
    expect(await page.locator("h1").textContent()).toBe(SHORT);
  }

  const CLOAKED = `<h1 data-facet="a" data-facet-cloak data-facet-reserve="2lh">${SHORT}</h1><a href="/thanks" data-facet-goal="Guide Downloaded">Get</a>`;

  it.each(["hang", "cut", "refuse"] as const)(
    "shows the page's own content within 400 ms of a service that does nothing but %s",
    async (fault) => {
      stage.site.pages.set("/", { body: CLOAKED });
      stage.site.answer = { slots: {}, fault };
      const page = await open();
      await page.goto(stage.site.url);
      await expectDefault(page);
      expect(stage.site.questions).toHaveLength(1);
    },
  );

  it("shows it where the runtime is blocked, or breaks", async () => {
    stage.site.pages.set("/", { body: CLOAKED });
    stage.site.answer = { slots: { a: text(LONG) } };
    for (const part of ["facet.js", "v1/decide"]) {
      const page = await open();
      await page.route(`**/${part}*`, (route) => route.abort());
      await page.goto(stage.site.url);
      await expectDefault(page);
    }
    const page = await open();
    await page.route("**/facet.js", (route) =>
      route.fulfill({ contentType: "text/javascript", body: "throw new Error('broken')" }),
    );
    await page.goto(stage.site.url);
    await expectDefault(page);
  });

  it("hides nothing where the script in the head is blocked", async () => {
    stage.site.pages.set("/", { body: CLOAKED, late: "swap" });
    stage.site.answer = { slots: { a: text(LONG) } };
    const page = await open();
    await page.route("**/snippet.js", (route) => route.abort());
    await page.goto(stage.site.url);
    await page.getByText(LONG).waitFor();
    const frames = await page.evaluate(() => globalThis.shownFrames);
    expect(frames.filter(({ isShown }) => !isShown)).toEqual([]);
  });

  it("hides nothing where there is no JavaScript", async () => {
    stage.site.pages.set("/", { body: CLOAKED });
    const page = await open({ javaScriptEnabled: false });
    await page.goto(stage.site.url);
    expect(await page.getByText(SHORT).isVisible()).toBe(true);
    expect(stage.site.questions).toEqual([]);
  });

  it("leaves what the visitor sees as it is when the answer is late, and does not report it", async () => {
    const body = `<h1 data-facet="a" data-facet-cloak>${SHORT}</h1><p data-facet="said" data-facet-late="swap">${SHORT}</p>${BELOW}${BELOW}<p data-facet="below">${SHORT}</p><p data-facet="never" data-facet-late="skip">${SHORT}</p>`;
    stage.site.pages.set("/", { body, css: CSS });
    const slots = { a: text(LONG), said: text("Said"), below: text("Below"), never: text(LONG) };
    stage.site.answer = { slots, afterMs: 900 };
    const page = await open();
    await page.goto(stage.site.url);
    await page.locator("[data-facet=below]").getByText("Below").waitFor();
    const texts = await page.locator("[data-facet]").allTextContents();
    expect(texts).toEqual([SHORT, "Said", "Below", SHORT]);
    await page.locator("[data-facet=never]").scrollIntoViewIfNeeded();
    await vi.waitFor(() => expect(stage.site.events.length).toBeGreaterThanOrEqual(2), {
      timeout: 4_000,
    });
    await pause(1_000);
    const seen = stage.site.events.map(({ properties }) => properties?.["slot"]);
    expect(seen.toSorted()).toEqual(["below", "said"]);
  });

  it("reports goals of a page about which nothing could be decided", async () => {
    stage.site.pages.set("/", { body: CLOAKED });
    stage.site.answer = { slots: {}, fault: "cut" };
    const page = await open();
    await page.goto(stage.site.url);
    await page.getByText("Get").click();
    await vi.waitFor(() => expect(stage.site.events).toHaveLength(1), { timeout: 4_000 });
    expect(stage.site.events[0]).toMatchObject({ event: "Guide Downloaded" });
  });
});
