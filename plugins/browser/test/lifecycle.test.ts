import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { SlotDecision } from "@facet/client";
import { findChromium } from "./chromium.ts";
import { createStaticSite } from "./static-site.ts";
import { createStage } from "./stage.ts";

const stage = createStage({ createSite: createStaticSite, keepsPages: true });

const text = (content: string): SlotDecision => ({ type: "text", content, reason: "STATIC" });
const eventNames = () => stage.site.events.map(({ event }) => event);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const sent = (count: number) =>
  vi.waitFor(() => expect(stage.site.events.length).toBeGreaterThanOrEqual(count), {
    timeout: 20_000,
  });

async function open(path = "/"): Promise<Page> {
  const page = await stage.browser.newPage();
  await page.goto(stage.site.url + path);
  return page;
}

stage.describe("the life of a page", () => {
  it("reports an exposure right after which the page goes elsewhere", async () => {
    stage.site.pages.set("/", { body: `<h1 data-facet="a">A</h1>`, late: "swap" });
    stage.site.pages.set("/next", { body: "<p>Next</p>", head: "" });
    stage.site.answer = { slots: { a: text("B") } };
    const page = await stage.browser.newPage();
    await page.addInitScript(() => {
      // Two frames after the slot is filled it has been seen, and long before anything is sent.
      document.addEventListener("facet:filled", () => {
        const leave = () => location.assign("/next");
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(leave)));
      });
    });
    await page.goto(stage.site.url);
    await page.waitForURL("**/next");
    await sent(1);
    expect(stage.site.events[0]).toMatchObject({
      event: "Slot Exposed",
      properties: { slot: "a" },
    });
  });

  it("is restored from the history as it was, counts nothing twice and goes on", async () => {
    stage.site.pages.set("/", {
      body: `<h1 data-facet="a">A</h1><a href="/next">Next</a><button data-facet-goal="Guide Downloaded">Get</button>`,
      late: "swap",
    });
    stage.site.pages.set("/next", { body: "<p>Next</p>", head: "" });
    stage.site.answer = { slots: { a: text("B") } };
    const page = await stage.browser.newPage();
    await page.addInitScript(() => {
      addEventListener("pageshow", ({ persisted }) => {
        if (persisted) document.documentElement.dataset["restored"] = "";
      });
    });
    await page.goto(stage.site.url);
    await sent(1);
    await page.getByText("Next").click();
    await page.waitForURL("**/next");
    // A restored page loads nothing, which `page.goBack` would wait for.
    await page.evaluate(() => history.back());
    await page.locator("html[data-restored]").waitFor();
    expect(await page.locator("h1").textContent()).toBe("B");
    await pause(1_000);
    expect(eventNames()).toEqual(["Slot Exposed"]);
    await page.getByText("Get").click();
    await sent(2);
    expect(eventNames()).toEqual(["Slot Exposed", "Guide Downloaded"]);
    expect(stage.site.questions).toHaveLength(1);
  });

  it("asks and counts nothing for a page loaded ahead, until it is shown", async () => {
    const rules = `<script type="speculationrules">{"prerender":[{"urls":["/ahead"],"eagerness":"immediate"}]}</script>`;
    stage.site.pages.set("/", {
      body: `${rules}<p>First</p>`,
      head: `<script src="/leave.js"></script>`,
    });
    stage.site.pages.set("/ahead", { body: `<h1 data-facet="a">A</h1>`, late: "swap" });
    stage.site.answer = { slots: { a: text("B") } };
    const seen: string[] = [];
    stage.site.scripts.set(
      "/leave.js",
      // The page looks on until the other one has loaded, and says when it goes there.
      `setTimeout(async () => { await fetch("/leaving"); location.href = "/ahead"; }, 1500);`,
    );
    stage.site.onPath = (path) => {
      if (path === "/leaving") seen.push(`asked ${stage.site.questions.length} when it was left`);
      if (path === "/facet.js") seen.push("loaded");
    };
    await runChromium(`${stage.site.url}/`, () => sent(1));
    expect(seen).toEqual(["loaded", "asked 0 when it was left"]);
    expect(stage.site.questions.map((question) => question.get("url"))).toEqual([
      `${stage.site.url}/ahead`,
    ]);
    expect(eventNames()).toEqual(["Slot Exposed"]);
  });

  it("begins a new page view where the page's own code goes to another address", async () => {
    stage.site.pages.set("/", { body: `<h1 data-facet="a">A</h1>`, late: "swap", follow: true });
    stage.site.answer = { slots: { a: text("B") } };
    const page = await open("/");
    await page.getByText("B").waitFor();
    await sent(1);
    stage.site.answer = { slots: { a: text("C") } };
    await page.evaluate(() => history.pushState(null, "", "/other?utm_term=x"));
    await page.getByText("C").waitFor();
    await sent(2);
    const [first, second, ...rest] = stage.site.questions;
    expect(first?.get("url")).toBe(`${stage.site.url}/`);
    expect(second?.get("url")).toBe(`${stage.site.url}/other?utm_term=x`);
    expect(second?.get("referrer")).toBe(`${stage.site.url}/`);
    expect(rest).toEqual([]);
    expect(stage.site.events.map(({ messageId }) => messageId)).toEqual(["d-1:a", "d-2:a"]);
    await page.evaluate(() => history.pushState(null, "", "#part"));
    await pause(500);
    expect(stage.site.questions).toHaveLength(2);
    await page.evaluate(() => globalThis.facet?.refresh());
    await vi.waitFor(() => expect(stage.site.questions).toHaveLength(3));
  });

  it("sends nothing of what waited when the visitor refuses, and removes what is Facet's", async () => {
    stage.site.pages.set("/", { body: `<h1 data-facet="a">A</h1>`, late: "swap" });
    stage.site.answer = { slots: { a: text("B") } };
    const page = await open();
    await sent(1);
    const state = await page.evaluate(() => {
      document.cookie = "fct_x=1; Path=/";
      document.cookie = "other=1; Path=/";
      localStorage.setItem("fct_shown", "1");
      localStorage.setItem("mine", "1");
      globalThis.facet?.track("Guide Downloaded");
      const before = globalThis.facet?.consent();
      const after = globalThis.facet?.consent({ storage: false, analytics: false });
      return { before, after };
    });
    expect(state).toEqual({
      before: undefined,
      after: { storage: false, analytics: false, profile: false, ads: false, sharing: false },
    });
    await vi.waitFor(() => expect(stage.site.questions).toHaveLength(2));
    expect(JSON.parse(stage.site.questions[1]?.get("consent") ?? "")).toEqual(state.after);
    await pause(1_200);
    expect(eventNames()).toEqual(["Slot Exposed"]);
    const kept = await page.evaluate(() => ({
      cookies: document.cookie.split("; ").toSorted(),
      stored: Object.keys(localStorage),
    }));
    expect(kept).toEqual({ cookies: ["fct_c=none", "other=1"], stored: ["mine"] });
    await page.evaluate(() => globalThis.facet?.consent({ storage: true, analytics: true }));
    await page.evaluate(() => globalThis.facet?.track("Guide Downloaded"));
    await sent(2);
    expect(stage.site.events[1]).toMatchObject({
      event: "Guide Downloaded",
      context: { consent: { categoryPreferences: { storage: true, analytics: true, ads: false } } },
    });
  });

  it("takes over what Google's Consent Mode says, once the visitor has chosen", async () => {
    stage.site.pages.set("/", { body: "<p>A</p>", consent: "google" });
    const page = await stage.browser.newPage();
    await page.addInitScript(() => {
      const dataLayer = ((globalThis as { dataLayer?: unknown[] }).dataLayer ??= []);
      dataLayer.push(["consent", "default", { analytics_storage: "denied", ad_storage: "denied" }]);
    });
    await page.goto(stage.site.url);
    await vi.waitFor(() =>
      expect(stage.site.paths.some((path) => /bridges/.test(path))).toBe(true),
    );
    await pause(200);
    const cookie = () => page.evaluate(() => document.cookie);
    expect(await cookie()).toBe("");
    const say = (values: Record<string, string>) =>
      page.evaluate((values) => {
        const { dataLayer } = globalThis as unknown as { dataLayer: unknown[] };
        dataLayer.push(["consent", "update", values]);
      }, values);
    await say({ analytics_storage: "granted", personalization_storage: "granted" });
    expect(await cookie()).toBe("fct_c=storage.analytics.profile");
    await say({ analytics_storage: "denied" });
    expect(await cookie()).toBe("fct_c=profile");
  });

  it("takes over what a TCF banner says, however late that loads", async () => {
    stage.site.pages.set("/", { body: "<p>A</p>", consent: "tcf" });
    const page = await open();
    await vi.waitFor(() =>
      expect(stage.site.paths.some((path) => /bridges/.test(path))).toBe(true),
    );
    await page.evaluate(() => {
      const consents = { 1: true, 3: false, 4: false, 5: true, 6: true, 8: true };
      const tell = (callback: (data: object, success: boolean) => void, eventStatus: string) =>
        callback({ eventStatus, gdprApplies: true, listenerId: 1, purpose: { consents } }, true);
      Object.assign(globalThis, {
        __tcfapi(command: string, _: number, callback: (data: object, success: boolean) => void) {
          if (command !== "addEventListener") return;
          tell(callback, "cmpuishown");
          document.documentElement.dataset["asked"] = document.cookie;
          tell(callback, "useractioncomplete");
        },
      });
    });
    await vi.waitFor(async () =>
      expect(await page.evaluate(() => document.cookie)).toBe("fct_c=storage.analytics.profile"),
    );
    expect(await page.locator("html").getAttribute("data-asked")).toBe("");
  });
});

/** A Chromium that nobody drives: a driver would hold a page back that is loaded ahead. */
async function runChromium(url: string, until: () => Promise<unknown>): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), "facet-chromium-"));
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"];
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const child = spawn(
    findChromium() ?? "",
    [
      ...args,
      ...quiet,
      // Without a driver's port a headless Chromium leaves once the page has loaded.
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      url,
    ],
    { stdio: "ignore", detached: true },
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    await until();
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
