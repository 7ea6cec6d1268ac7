import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { OfferDecision } from "@facet/client";
import { createTestSite, decisionWith } from "./site.ts";
import { createStage } from "./stage.ts";

const stage = createStage({ createSite: createTestSite });

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const panel = (page: Page) => page.locator("facet-offer .panel");

function serve(trigger: OfferDecision["trigger"], body = "<p>x</p>"): void {
  const offer: OfferDecision = {
    id: "discount",
    type: "bar",
    trigger,
    content: { title: "Ten percent off" },
  };
  stage.site.page = { body, decision: decisionWith({ offers: [offer] }) };
}

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await stage.browser.newPage(options);
  await page.goto(stage.site.url);
  await page.waitForLoadState("networkidle");
  return page;
}

const track = (page: Page, event: string) =>
  page.evaluate(
    (name) =>
      (globalThis as unknown as { facetPage: { track(event: string): void } }).facetPage.track(
        name,
      ),
    event,
  );

stage.describe("triggers in Chromium", () => {
  it("manual: never opens by itself, and then when the page asks for it", async () => {
    serve({ manual: true });
    const page = await open();
    await pause(500);
    expect(await panel(page).count()).toBe(0);
    await page.evaluate("facetPage.show('discount')");
    await panel(page).waitFor();
  });

  it("delay: opens so long after the load, and not before", async () => {
    serve({ delayMs: 1_200 });
    const page = await open();
    expect(await panel(page).count()).toBe(0);
    await panel(page).waitFor({ timeout: 3_000 });
  });

  it("idle: opens when nothing was done for so long", async () => {
    serve({ idleMs: 900 });
    const page = await open();
    for (let step = 0; step < 5; step++) {
      await page.mouse.move(10 + step, 10);
      await pause(300);
    }
    expect(await panel(page).count()).toBe(0);
    await panel(page).waitFor({ timeout: 2_500 });
  });

  it("visible: opens when an element comes into view, one added later too", async () => {
    serve({ visible: "#prices" });
    const page = await open();
    await page.evaluate(() => {
      const space = document.createElement("div");
      space.style.height = "4000px";
      const prices = document.createElement("p");
      prices.id = "prices";
      document.body.append(space, prices);
      prices.textContent = "Prices";
    });
    await pause(500);
    expect(await panel(page).count()).toBe(0);
    await page.locator("#prices").scrollIntoViewIfNeeded();
    await panel(page).waitFor();
  });

  it("scroll: opens when the visitor has come down to an element", async () => {
    serve({ scrollTo: "#prices" }, `<div id="space"></div><p id="prices">Prices</p>`);
    const page = await stage.browser.newPage();
    await page.addInitScript(() =>
      addEventListener("DOMContentLoaded", () =>
        document.getElementById("space")?.style.setProperty("height", "4000px"),
      ),
    );
    await page.goto(stage.site.url);
    await pause(700);
    expect(await panel(page).count()).toBe(0);
    await page.evaluate(() => scrollTo(0, 9_999));
    await panel(page).waitFor();
  });

  it("click: opens on a click inside what the selector names", async () => {
    serve({ click: "[data-offer=discount]" }, `<a data-offer="discount"><b>Discount</b></a>`);
    const page = await open();
    await page.getByText("Discount", { exact: true }).click();
    await panel(page).waitFor();
  });

  it("returnTab: opens when the visitor comes back, and not in a hidden tab", async () => {
    serve({ returnTab: true });
    const page = await open();
    const turn = (state: string) =>
      page.evaluate((value) => {
        Object.defineProperty(document, "visibilityState", { value, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, state);
    await turn("hidden");
    await pause(500);
    expect(await panel(page).count()).toBe(0);
    await turn("visible");
    await panel(page).waitFor();
  });

  it("exit: is not meant by the click on a link, whatever the mouse does next", async () => {
    serve({ exit: true }, `<a href="#below">Below</a>`);
    const page = await open();
    await pause(3_200);
    const leave = () =>
      page.evaluate(() =>
        document.body.dispatchEvent(new MouseEvent("mouseout", { bubbles: true, clientY: -1 })),
      );
    await page.getByText("Below").click();
    await leave();
    await pause(400);
    expect(await panel(page).count()).toBe(0);
    await pause(800);
    await leave();
    await panel(page).waitFor();
  });

  it("exit phones: opens on a phone when the page is thrown upwards, not when it is read", async () => {
    serve({ exit: "phones" }, `<div id="space"></div>`);
    const page = await open({
      viewport: { width: 390, height: 700 },
      hasTouch: true,
      isMobile: true,
    });
    await page.evaluate(() =>
      document.getElementById("space")?.style.setProperty("height", "9000px"),
    );
    await page.evaluate(() => scrollTo(0, 4_000));
    await pause(5_300);
    for (const top of [3_900, 3_800, 3_700]) {
      await page.evaluate((y) => scrollTo(0, y), top);
      await pause(350);
    }
    expect(await panel(page).count()).toBe(0);
    for (const top of [3_500, 3_250, 3_000]) {
      await page.evaluate((y) => scrollTo(0, y), top);
      await pause(40);
    }
    await panel(page).waitFor();
  });

  it("pages: opens on the third page, and not for a reload or a place on the same page", async () => {
    serve({ pages: 3 });
    const page = await open();
    await page.reload();
    await page.goto(`${stage.site.url}/#below`);
    await page.goto(`${stage.site.url}/two`);
    await page.waitForLoadState("networkidle");
    await pause(400);
    expect(await panel(page).count()).toBe(0);
    await page.goto(`${stage.site.url}/three`);
    await panel(page).waitFor();
  });

  it("goal: opens when the event that counts for it is reported", async () => {
    serve({ goal: "guide", event: "Guide Downloaded" });
    const page = await open();
    await track(page, "Something Else");
    await pause(400);
    expect(await panel(page).count()).toBe(0);
    await track(page, "Guide Downloaded");
    await panel(page).waitFor();
  });

  it("goal: opens when a form that is such an event has gone through", async () => {
    serve(
      { goal: "lead", event: "Lead Submitted" },
      `<form method="post" action="/~facet/leads" data-facet-form="lead.form" data-facet-event="Lead Submitted">
        <input name="email"><button>Send</button></form>`,
    );
    const page = await open();
    await page.locator("[name=email]").fill("a@b.example");
    await page.getByRole("button", { name: "Send" }).click();
    await panel(page).waitFor();
  });

  it("cart: opens when something is put into the cart", async () => {
    serve({ cart: true });
    const page = await open();
    await track(page, "Product Viewed");
    await pause(400);
    expect(await panel(page).count()).toBe(0);
    await track(page, "Product Added");
    await panel(page).waitFor();
  });

  it("formAbandon: opens when a form was begun and left, not while it is being filled in", async () => {
    serve(
      { formAbandon: true },
      `<form data-facet-form="lead.form"><input id="a"><input id="b"></form><button>Elsewhere</button>`,
    );
    const page = await open();
    await page.locator("#a").focus();
    await page.getByText("Elsewhere").focus();
    await pause(3_400);
    expect(await panel(page).count()).toBe(0);
    await page.locator("#a").fill("some");
    await page.locator("#b").focus();
    await pause(3_400);
    expect(await panel(page).count()).toBe(0);
    await page.getByText("Elsewhere").focus();
    await panel(page).waitFor();
  });

  it("formAbandon: does not open after a form that was sent", async () => {
    serve(
      { formAbandon: true },
      `<form method="post" action="/~facet/leads" data-facet-form="lead.form"><input id="a" name="a"><button>Send</button></form>`,
    );
    const page = await open();
    await page.locator("#a").fill("some");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("status").waitFor();
    await pause(3_600);
    expect(await panel(page).count()).toBe(0);
  });

  it("waits afterMs once any, or all, have happened", async () => {
    serve({ all: [{ event: "One" }, { any: [{ event: "Two" }], afterMs: 300 }], afterMs: 500 });
    const page = await open();
    await track(page, "One");
    await track(page, "Two");
    await pause(600);
    expect(await panel(page).count()).toBe(0);
    await panel(page).waitFor({ timeout: 1_500 });
  });

  it("does nothing on a page that is only prerendered, until it is shown", async () => {
    serve({ load: true });
    const page = await stage.browser.newPage();
    await page.addInitScript(() => {
      Object.defineProperty(document, "prerendering", { value: true, configurable: true });
    });
    await page.goto(stage.site.url);
    await page.waitForLoadState("networkidle");
    await pause(300);
    expect([await panel(page).count(), stage.site.events]).toEqual([0, []]);
    await page.evaluate(() => {
      Object.defineProperty(document, "prerendering", { value: false });
      document.dispatchEvent(new Event("prerenderingchange"));
    });
    await panel(page).waitFor();
  });

  it("goes on in a page restored from the history, and counts nothing twice", async () => {
    serve({ event: "Ready" }, `<h1 data-facet="a">A</h1>`);
    const slot = { type: "text", content: "A", reason: "DEFAULT" } as const;
    stage.site.page.decision = { ...stage.site.page.decision, slots: { a: slot } };
    const page = await open();
    await vi.waitFor(() => expect(stage.site.events.length).toBe(1));
    // Playwright cannot follow a page through the browser's back-forward cache.
    await page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    });
    await track(page, "Ready");
    await panel(page).waitFor();
    await pause(1_000);
    const names = stage.site.events.map((event) => event.event);
    expect(names.toSorted()).toEqual(["Offer Shown", "Ready", "Slot Exposed"]);
  });
});
