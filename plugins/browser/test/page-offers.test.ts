import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { eventNames, offer, open, panel, pause, sent, stage } from "./page-stage.ts";
import { decisionWith } from "./site.ts";

const leaveWindow = (page: Page) =>
  page.evaluate(() => {
    const event = new MouseEvent("mouseout", { bubbles: true, clientY: -1 });
    document.documentElement.dispatchEvent(event);
  });

stage.describe("offers of a page in Chromium", () => {
  it("opens a modal as a native dialog: focus on the heading, Esc closes, focus returns", async () => {
    stage.site.page = {
      body: `<button id="opener" data-facet-offer="discount">Show</button>`,
      decision: decisionWith({ offers: [offer()] }),
    };
    const page = await open();
    await page.waitForTimeout(300);
    await page.locator("#opener").click();
    await panel(page).waitFor();
    const inside = await page.evaluate(() => {
      const root = document.querySelector("facet-offer")!.shadowRoot!;
      const dialog = root.querySelector("dialog")!;
      return {
        modal: dialog.matches(":modal"),
        focused: root.activeElement?.textContent,
        name: root.getElementById(dialog.getAttribute("aria-labelledby")!)?.textContent,
        close: root.querySelector(".close")!.getBoundingClientRect().toJSON() as DOMRect,
        paragraphs: root.querySelectorAll("p").length,
      };
    });
    expect(inside).toMatchObject({
      modal: true,
      focused: "Ten percent off",
      name: "Ten percent off",
    });
    expect(inside.paragraphs).toBe(2);
    expect(inside.close.width).toBeGreaterThanOrEqual(44);
    expect(inside.close.height).toBeGreaterThanOrEqual(44);
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("opener");
    await sent(2);
    expect(eventNames()).toEqual(["Offer Shown", "Offer Dismissed"]);
    expect(stage.site.events[0]?.properties).toMatchObject({ offer: "discount", type: "modal" });
  });

  it("closes a modal by its backdrop, but not by a press that began inside", async () => {
    stage.site.page = {
      body: "<p>x</p>",
      decision: decisionWith({ offers: [offer({ trigger: { load: true } })] }),
    };
    const page = await open();
    await panel(page).waitFor();
    const box = (await panel(page).boundingBox())!;
    await page.mouse.move(box.x + 40, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(10, 10);
    await page.mouse.up();
    expect(await panel(page).count()).toBe(1);
    await page.mouse.click(10, 10);
    await panel(page).waitFor({ state: "detached" });
  });

  it("counts a taken call to action as converted where no goal says otherwise", async () => {
    stage.site.page = {
      body: "<p>x</p>",
      decision: decisionWith({ offers: [offer({ trigger: { load: true } })] }),
    };
    const page = await open();
    await panel(page).getByText("Take it").click();
    await panel(page).waitFor({ state: "detached" });
    await sent(2);
    expect(eventNames()).toEqual(["Offer Shown", "Offer Converted"]);
  });

  it.each([
    ["bar", "region"],
    ["slide-in", "region"],
    ["notification", "status"],
  ] as const)("shows a %s as a popover that leaves the focus alone", async (type, role) => {
    stage.site.page = {
      body: `<button id="here">x</button>`,
      decision: decisionWith({ offers: [offer({ type, trigger: { delayMs: 300 } })] }),
    };
    const page = await open();
    await page.locator("#here").focus();
    await panel(page).waitFor();
    const seen = await page.evaluate(() => {
      const root = document.querySelector("facet-offer")!.shadowRoot!;
      const popover = root.querySelector("[popover]")!;
      return {
        kind: popover.getAttribute("popover"),
        role: popover.getAttribute("role"),
        open: popover.matches(":popover-open"),
        focus: document.activeElement?.id,
      };
    });
    expect(seen).toEqual({ kind: "manual", role, open: true, focus: "here" });
    await panel(page).getByRole("button", { name: "Close" }).click();
    await panel(page).waitFor({ state: "detached" });
  });

  it("opens at a scroll depth, and not before", async () => {
    stage.site.page = {
      body: `<div id="tall">tall</div>`,
      decision: decisionWith({
        offers: [offer({ trigger: { any: [{ scrollPercent: 60 }, { idleMs: 60_000 }] } })],
      }),
    };
    const page = await open();
    await page.evaluate(() =>
      document.getElementById("tall")!.style.setProperty("height", "3000px"),
    );
    await page.evaluate(() => scrollTo(0, 1_000));
    await pause(500);
    expect(await panel(page).count()).toBe(0);
    await page.evaluate(() => scrollTo(0, 1_600));
    await panel(page).waitFor();
  });

  it("opens when the mouse leaves through the top, once it is armed and nobody types", async () => {
    stage.site.page = {
      body: `<input id="f">`,
      decision: decisionWith({ offers: [offer({ trigger: { exit: true } })] }),
    };
    const page = await open();
    await leaveWindow(page);
    await pause(400);
    expect(await panel(page).count()).toBe(0);
    await pause(3_100);
    await page.locator("#f").focus();
    await leaveWindow(page);
    expect(await panel(page).count()).toBe(0);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await leaveWindow(page);
    await panel(page).waitFor();
  });

  it("knows no exit on a phone", async () => {
    stage.site.page = {
      body: "<p>x</p>",
      decision: decisionWith({ offers: [offer({ trigger: { exit: true } })] }),
    };
    const page = await open({ touch: true });
    await pause(3_300);
    await leaveWindow(page);
    await pause(500);
    expect(await panel(page).count()).toBe(0);
  });

  it("waits for all of a combination, in order for a sequence", async () => {
    const all = offer({
      id: "all",
      type: "bar",
      trigger: { all: [{ click: "#a" }, { event: "Ready" }] },
    });
    const sequence = offer({
      id: "sequence",
      type: "notification",
      trigger: { sequence: [{ click: "#b" }, { event: "Then" }], afterMs: 200 },
    });
    stage.site.page = {
      body: `<button id="a">a</button><button id="b">b</button>`,
      decision: decisionWith({ offers: [all, sequence] }),
    };
    const page = await open();
    await page.waitForTimeout(300);
    const say = (event: string) =>
      page.evaluate(
        (name) =>
          (globalThis as unknown as { facetPage: { track(event: string): void } }).facetPage.track(
            name,
          ),
        event,
      );
    await say("Then");
    await page.locator("#b").click();
    await pause(300);
    expect(await panel(page).count()).toBe(0);
    await say("Then");
    await page.locator("facet-offer[name=sequence] .panel").waitFor();
    await page.locator("facet-offer[name=sequence] .close").click();
    await page.locator("#a").click();
    expect(await page.locator("facet-offer").count()).toBe(0);
    await say("Ready");
    await page.locator("facet-offer[name=all] .panel").waitFor();
  });

  it("shows one offer at a time, the best first, within the page's limit", async () => {
    const trigger = { delayMs: 100 };
    stage.site.page = {
      body: "<p>x</p>",
      decision: decisionWith({
        offers: [
          offer({ id: "best", trigger }),
          offer({ id: "next", type: "bar", trigger }),
          offer({ id: "third", trigger }),
        ],
        offerLimits: { page: 2, gapMs: 700 },
      }),
    };
    const page = await open();
    await page.locator("facet-offer[name=best] .panel").waitFor();
    await pause(500);
    expect(await page.locator("facet-offer").count()).toBe(1);
    await page.keyboard.press("Escape");
    await pause(300);
    expect(await page.locator("facet-offer").count()).toBe(0);
    await page.locator("facet-offer[name=next] .panel").waitFor();
    await page.locator("facet-offer[name=next] .close").click();
    await pause(1_500);
    expect(await page.locator("facet-offer").count()).toBe(0);
  });

  it("waits while a dialog is open or a field has the focus", async () => {
    stage.site.page = {
      body: `<dialog id="d">Ours</dialog><textarea id="t"></textarea>`,
      decision: decisionWith({ offers: [offer({ trigger: { delayMs: 50 } })] }),
    };
    const page = await stage.browser.newPage();
    await page.addInitScript(() =>
      addEventListener("DOMContentLoaded", () => document.querySelector("dialog")?.showModal()),
    );
    await page.goto(stage.site.url);
    await pause(700);
    expect(await panel(page).count()).toBe(0);
    await page.evaluate(() => {
      document.getElementById("t")!.focus();
      document.querySelector("dialog")!.close();
      document.getElementById("t")!.focus();
    });
    await pause(700);
    expect(await panel(page).count()).toBe(0);
    await page.evaluate(() => document.getElementById("t")!.blur());
    await panel(page).waitFor();
  });

  it("opens what a click asks for, whatever the limits, and again", async () => {
    stage.site.page = {
      body: `<button data-offer="discount">Want it</button>`,
      decision: decisionWith({
        offers: [offer({ trigger: { any: [{ click: "[data-offer=discount]" }] } })],
        offerLimits: { page: 0 },
      }),
    };
    const page = await open();
    await page.waitForTimeout(300);
    for (let round = 0; round < 2; round++) {
      await page.getByText("Want it").click();
      await panel(page).waitFor();
      await page.keyboard.press("Escape");
      await panel(page).waitFor({ state: "detached" });
    }
  });

  it("writes offer texts as text, and links only where a link may lead", async () => {
    stage.site.page = {
      body: "<p>x</p>",
      decision: decisionWith({
        offers: [
          offer({
            trigger: { load: true },
            content: {
              title: `</script><img src=x onerror=alert(1)>`,
              body: "<b>bold</b>",
              cta: { label: "Go", href: " java\tscript:alert(1)" },
            },
          }),
        ],
      }),
    };
    const page = await open();
    await panel(page).waitFor();
    expect(await panel(page).locator("h2").textContent()).toContain("<img src=x");
    expect(await panel(page).locator("img, b").count()).toBe(0);
    expect(await panel(page).locator("a").getAttribute("href")).toBe("#");
  });

  it("moves nothing for those who ask for less motion", async () => {
    stage.site.page = {
      body: "<p>x</p>",
      decision: decisionWith({ offers: [offer({ trigger: { delayMs: 400 } })] }),
    };
    const page = await open();
    await page.emulateMedia({ reducedMotion: "reduce" });
    await panel(page).waitFor();
    const name = await panel(page).evaluate((element) => getComputedStyle(element).animationName);
    expect(name).toBe("none");
  });

  it("speaks the page's language and mirrors for right-to-left", async () => {
    stage.site.page = {
      body: "<p>x</p>",
      decision: decisionWith({ offers: [offer({ type: "slide-in", trigger: { load: true } })] }),
      lang: "ru",
      dir: "rtl",
    };
    const page = await open();
    await panel(page).waitFor();
    await panel(page).getByRole("button", { name: "Закрыть" }).waitFor();
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map((animation) => animation.finished)),
    );
    const box = (await panel(page).boundingBox())!;
    expect(box.x).toBeLessThan(100);
  });
});
