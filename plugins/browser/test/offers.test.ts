import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { OfferDecision } from "@facet/client";
import { createTestSite, decisionWith } from "./site.ts";
import type { TestSite } from "./site.ts";
import { createStage } from "./stage.ts";

const stage = createStage({ createSite: createTestSite });

const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 640 },
  hasTouch: true,
  isMobile: true,
};
const FORM = {
  event: "Lead Submitted",
  thanks: "We will call.",
  fields: [{ name: "phone", type: "tel", label: "Phone", required: true }],
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const panel = (page: Page) => page.locator("facet-offer .panel");
const host = (page: Page) => page.locator("facet-offer");
const names = () => stage.site.events.map(({ event }) => event);

function serve(offer: Partial<OfferDecision>, more: Partial<TestSite["page"]> = {}): void {
  const whole: OfferDecision = {
    id: "discount",
    type: "modal",
    trigger: { load: true },
    content: { title: "Ten percent off", body: "For you.", cta: { label: "Take it" } },
    ...offer,
  };
  stage.site.page = { body: "<p>x</p>", decision: decisionWith({ offers: [whole] }), ...more };
}

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await stage.browser.newContext(options)).newPage();
  await page.goto(stage.site.url);
  return page;
}

/** Makes the page so tall that there is something to scroll. */
const grow = (page: Page) =>
  page.evaluate(() => {
    const space = document.createElement("div");
    space.style.height = "5000px";
    document.body.prepend(space);
  });

// A text, because vitest rewrites `import` in functions.
const restart = (page: Page) => page.evaluate("facetPage.stop(), import('/main.js?again')");

stage.describe("offers in Chromium", () => {
  it("is a bar as high as its cross, be there but one line in it", async () => {
    serve({ type: "bar", content: { title: "Ten percent off" } });
    const page = await open({ reducedMotion: "reduce" });
    const bar = (await panel(page).boundingBox())!;
    const cross = (await panel(page).getByRole("button", { name: "Close" }).boundingBox())!;
    expect(cross.y - bar.y).toBeGreaterThanOrEqual(0);
    expect(cross.y + cross.height).toBeLessThanOrEqual(bar.y + bar.height);
  });

  it("draw nothing, and fetch nothing to draw with, before one is to open", async () => {
    serve({ trigger: { event: "Never" } });
    const page = await open();
    await page.waitForLoadState("load");
    await pause(300);
    expect(stage.site.scripts.filter((path) => /offers/.test(path))).toHaveLength(1);
    expect(stage.site.scripts.some((path) => /draw|rare|teaser/.test(path))).toBe(false);
  });

  it("show small print, a refusal in words, and links that open beside the page", async () => {
    const cta = { label: "See it", href: "/thanks", target: "_blank", title: "The helmet" };
    serve({
      content: { title: "Helmet", note: "Until Friday.", dismiss: "No, thank you", cta },
    });
    const page = await open();
    await panel(page).getByText("Until Friday.").waitFor();
    const link = panel(page).getByRole("link", { name: "See it" });
    expect(await link.getAttribute("rel")).toBe("noopener");
    await panel(page).getByRole("button", { name: "No, thank you" }).click();
    await panel(page).waitFor({ state: "detached" });
    await vi.waitFor(() => expect(names()).toEqual(["Offer Shown", "Offer Dismissed"]));
  });

  it("have a name for those who do not see them, with a title or without", async () => {
    serve({ content: { body: "Only words." } });
    const page = await open();
    await page.getByRole("dialog", { name: "Offer" }).waitFor();
    expect(await panel(page).locator("h2").count()).toBe(0);
  });

  it("leave a tab that opens them again, where the rules say so", async () => {
    serve({ content: { title: "Ten percent off", teaser: "−10 %" } });
    const page = await open();
    await panel(page).waitFor();
    await page.keyboard.press("Escape");
    const tab = page.locator("facet-offer[type=teaser]").getByRole("button", { name: "−10 %" });
    await tab.waitFor();
    const box = (await tab.boundingBox())!;
    expect(box.height).toBeGreaterThanOrEqual(44);
    await tab.click();
    await panel(page).waitFor();
    expect(await page.locator("facet-offer[type=teaser]").count()).toBe(0);
  });

  it("leave no tab once they were taken", async () => {
    serve({ content: { title: "A", teaser: "−10 %", cta: { label: "Take it" } } });
    const page = await open();
    await panel(page).getByText("Take it").click();
    await pause(400);
    expect(await host(page).count()).toBe(0);
  });

  it("stay closed for as long as the document lives, where nothing may be stored", async () => {
    serve({});
    const page = await open();
    await panel(page).waitFor();
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "detached" });
    await restart(page);
    await pause(600);
    expect(await host(page).count()).toBe(0);
    expect(await page.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, ""]);
  });

  it("are not dismissed by a page that is left", async () => {
    serve({ type: "bar" });
    const page = await open();
    await panel(page).waitFor();
    await page.evaluate(() =>
      (globalThis as unknown as { facetPage: { stop(): void } }).facetPage.stop(),
    );
    expect(await host(page).count()).toBe(0);
    await vi.waitFor(() => expect(names()).toEqual(["Offer Shown"]));
  });

  it("wait until the quiet time after the last page's offer is over", async () => {
    serve({});
    stage.site.page.decision = {
      ...stage.site.page.decision,
      offerLimits: { gapMs: 5_000, waitMs: 1_500 },
    };
    const page = await open();
    await pause(900);
    expect(await host(page).count()).toBe(0);
    await panel(page).waitFor();
  });

  it("ask nobody for what they have just sent", async () => {
    serve(
      { form: FORM, trigger: { event: "Late" } },
      {
        body: `<form method="post" action="/~facet/leads" data-facet-form="lead.form" data-facet-event="Lead Submitted"><input name="email"><button>Send</button></form>`,
      },
    );
    const page = await open();
    await page.locator("[name=email]").fill("a@b.example");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("status").waitFor();
    await page.evaluate(() =>
      (globalThis as unknown as { facetPage: { track(event: string): void } }).facetPage.track(
        "Late",
      ),
    );
    await pause(700);
    expect(await host(page).count()).toBe(0);
  });

  it("make room for another that somebody asks for, and are one at a time again after it", async () => {
    serve({});
    const [first] = stage.site.page.decision.offers;
    const other = { ...first!, id: "other", trigger: { manual: true } };
    const third = { ...first!, id: "third", trigger: { event: "Third" } };
    stage.site.page.decision = { ...stage.site.page.decision, offers: [first!, other, third] };
    const page = await open();
    await panel(page).waitFor();
    await page.evaluate("facetPage.show('other')");
    await page.locator("facet-offer[name=other] .panel").waitFor();
    await page.evaluate("facetPage.track('Third')");
    await pause(700);
    expect(await host(page).count()).toBe(1);
    expect(await host(page).getAttribute("name")).toBe("other");
    await page.keyboard.press("Escape");
    await page.locator("facet-offer[name=third] .panel").waitFor();
  });

  it("give the focus back that was inside a bar", async () => {
    serve(
      { type: "bar", trigger: { event: "Ready" } },
      { body: `<button id="here">Here</button>` },
    );
    const page = await open();
    await page.locator("#here").focus();
    await page.evaluate("facetPage.track('Ready')");
    await panel(page).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("here");
  });

  it("reveal the buttons that open them, and no others", async () => {
    serve(
      { trigger: { manual: true } },
      {
        body: `<button data-facet-offer="discount" hidden>Discount</button><button data-facet-offer="other" hidden>Other</button>`,
      },
    );
    const page = await open();
    await page.getByText("Discount").click();
    await panel(page).waitFor();
    expect(await page.getByText("Other").isVisible()).toBe(false);
  });
});

stage.describe("a modal on the first page that a search brought to a phone", () => {
  const SAFE = {
    type: "bar",
    searchSafe: true,
    form: FORM,
    content: { title: "Ten percent off", body: "For you.", cta: { label: "Get it" } },
  } as const;

  it("is a small bar, whose button opens it whole, and counts as shown once", async () => {
    serve(SAFE);
    const page = await open(PHONE);
    await panel(page).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    const { height } = (await panel(page).boundingBox())!;
    expect(height).toBeLessThan(640 * 0.3);
    await panel(page).getByRole("button", { name: "Get it" }).tap();
    await page.getByRole("dialog", { name: "Ten percent off" }).waitFor();
    await panel(page).locator("[name=phone]").waitFor();
    await pause(1_000);
    expect(names()).toEqual(["Offer Shown"]);
    expect(stage.site.events[0]?.properties).toMatchObject({ type: "bar" });
  });

  it("is a modal once 60 % of the page was scrolled", async () => {
    serve({ ...SAFE, trigger: { event: "Ready" } });
    const page = await open(PHONE);
    await grow(page);
    await page.evaluate(() => scrollTo(0, 0.7 * document.documentElement.scrollHeight));
    await pause(200);
    await page.evaluate(() => scrollTo(0, 0));
    await page.evaluate(() =>
      (globalThis as unknown as { facetPage: { track(event: string): void } }).facetPage.track(
        "Ready",
      ),
    );
    await page.getByRole("dialog", { name: "Ten percent off" }).waitFor();
    await vi.waitFor(() => expect(names()).toContain("Offer Shown"));
    const shown = stage.site.events.find(({ event }) => event === "Offer Shown");
    expect(shown?.properties).toMatchObject({ type: "modal" });
  });
});

stage.describe("a form that many share", () => {
  it("asks and sends only what this visitor is to be asked", async () => {
    const decision = { ...decisionWith({}), askedFields: { "lead.form": ["email"] } };
    const body = `<form method="post" action="/~facet/leads" data-facet-form="lead.form">
      <input type="hidden" name="_facet_slot" value="lead.form">
      <label data-facet-field>Phone <input name="phone" required></label>
      <fieldset data-facet-field><legend>When</legend><label data-facet-field><input type="radio" name="when" value="am" required> Morning</label></fieldset>
      <label data-facet-field><input type="checkbox" name="agree"> I agree</label>
      <label data-facet-field>Email <input name="email" required></label>
      <button>Send</button></form>`;
    stage.site.page = { body, decision };
    const page = await open();
    await page.locator("[name=phone]").waitFor({ state: "hidden" });
    expect(await page.getByText("When").isVisible()).toBe(false);
    await page.locator("[name=email]").fill("a@b.example");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("status").waitFor();
    expect(stage.site.leads[0]).toMatchObject({ slot: "lead.form" });
    expect(stage.site.leads[0]?.["fields"]).toEqual({ email: "a@b.example" });
  });
});
