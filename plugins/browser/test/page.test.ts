import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { OfferDecision } from "@facet/client";
import { createTestSite, decisionWith } from "./site.ts";
import { createStage } from "./stage.ts";

const stage = createStage({ createSite: createTestSite });

async function open(options: { javaScriptEnabled?: boolean; touch?: boolean } = {}): Promise<Page> {
  const { javaScriptEnabled = true, touch = false } = options;
  const context = await stage.browser.newContext({
    javaScriptEnabled,
    viewport: { width: touch ? 390 : 1000, height: 700 },
    hasTouch: touch,
    isMobile: touch,
  });
  const page = await context.newPage();
  stage.watch(page);
  // The browser itself logs every answer of 422 and 503, which some tests give on purpose.
  stage.forgive(/status of (?:422|503)/);
  await page.goto(stage.site.url);
  return page;
}

const eventNames = () => stage.site.events.map((event) => event.event);
const sent = (count: number) =>
  vi.waitFor(() => expect(stage.site.events.length).toBeGreaterThanOrEqual(count), {
    timeout: 4_000,
  });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const SLOT = {
  type: "text",
  content: "x",
  rule: "by-intent",
  variant: "cheap",
  reason: "TARGETING_MATCH",
} as const;

function offer(parts: Partial<OfferDecision> = {}): OfferDecision {
  return {
    id: "discount",
    type: "modal",
    trigger: { manual: true },
    content: { title: "Ten percent off", body: "For you.\n\nToday.", cta: { label: "Take it" } },
    ...parts,
  };
}

const FORM = {
  event: "Lead Submitted",
  submit: "Send it",
  thanks: "We will call.",
  fields: [{ name: "phone", type: "tel", label: "Phone", required: true }],
};

const panel = (page: Page) => page.locator("facet-offer .panel");
const leaveWindow = (page: Page) =>
  page.evaluate(() => {
    const event = new MouseEvent("mouseout", { bubbles: true, clientY: -1 });
    document.documentElement.dispatchEvent(event);
  });

stage.describe("the page runtime in Chromium", () => {
  it("reports each slot once, when it comes into view", async () => {
    stage.site.page = {
      body: `<h1 data-facet="hero.headline">Hello</h1><div style="height:2000px"></div><p data-facet="late">Below</p><p data-facet="unknown">No slot</p>`,
      decision: decisionWith({ slots: { "hero.headline": SLOT, late: SLOT } }),
    };
    stage.site.page.body = stage.site.page.body.replace('style="height:2000px"', 'id="space"');
    const page = await open();
    // The policy forbids style attributes in the markup; scripts may still set them.
    await sent(1);
    await page.evaluate(() =>
      document.getElementById("space")!.style.setProperty("height", "2000px"),
    );
    const first = stage.site.events.find((event) => event.properties?.["slot"] === "hero.headline");
    expect(first?.event).toBe("Slot Exposed");
    expect(first?.properties).toMatchObject({
      rule: "by-intent",
      variant: "cheap",
      page: "home",
      decisionId: "0199aaaa-0000-7000-8000-000000000001",
    });
    await page.locator("[data-facet=late]").scrollIntoViewIfNeeded();
    await page.evaluate(() => scrollTo(0, 0));
    await pause(1_200);
    const slots = stage.site.events.map((event) => event.properties?.["slot"]);
    expect(slots.toSorted()).toEqual(["hero.headline", "late"]);
  });

  it("does not report a slot that cannot be seen", async () => {
    stage.site.page = {
      body: `<h1 data-facet="a">A</h1><p data-facet="b" hidden>B</p><p id="clear" data-facet="c">C</p>`,
      decision: decisionWith({ slots: { a: SLOT, b: SLOT, c: SLOT } }),
    };
    const context = await stage.browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() =>
      addEventListener("DOMContentLoaded", () =>
        document.getElementById("clear")?.style.setProperty("opacity", "0"),
      ),
    );
    await page.goto(stage.site.url);
    await sent(1);
    await pause(1_000);
    expect(stage.site.events.map((event) => event.properties?.["slot"])).toEqual(["a"]);
  });

  it("reports exposures and goals of a page that is left at once", async () => {
    stage.site.page = {
      body: `<h1 data-facet="a">A</h1><div data-facet="b"><a href="/thanks" data-facet-goal="Guide Downloaded">Get</a></div>`,
      decision: decisionWith({ slots: { a: SLOT, b: SLOT } }),
    };
    const page = await open();
    await page.getByText("Get").click();
    await page.waitForURL("**/thanks");
    await sent(3);
    const goal = stage.site.events.find((event) => event.event === "Guide Downloaded");
    expect(goal?.properties).toEqual({ slot: "b" });
    expect(new Set(stage.site.events.map((event) => event.messageId)).size).toBe(3);
  });

  it("reports clicks on what events.yaml names, also of a page that is left at once", async () => {
    stage.site.page = {
      body: `<a href="tel:+7495"><b>Call</b></a><div data-facet="b"><a class="doc" href="/thanks">Get</a></div><p>Text</p>`,
      decision: decisionWith({
        clicks: [
          { event: "Broken", selector: "a[" },
          { event: "Phone Clicked", selector: "a[href^='tel:']" },
          { event: "Guide Downloaded", selector: ".doc" },
          { event: "Link Clicked", selector: "[data-facet] a" },
        ],
      }),
    };
    const page = await open();
    await page.getByText("Text").click();
    await page.getByText("Call").dispatchEvent("click");
    await page.getByText("Get").click();
    await page.waitForURL("**/thanks");
    await sent(3);
    expect(stage.site.events.map(({ event, properties }) => [event, properties?.["slot"]])).toEqual(
      [
        ["Phone Clicked", undefined],
        ["Guide Downloaded", "b"],
        ["Link Clicked", "b"],
      ],
    );
  });

  it("loads no offer and no form code on a page that has neither", async () => {
    stage.site.page = {
      body: `<h1 data-facet="a">A</h1>`,
      decision: decisionWith({ slots: { a: SLOT } }),
    };
    await open();
    await sent(1);
    expect(stage.site.scripts.some((path) => /offers|build|enhance/.test(path))).toBe(false);
  });

  it("says nothing of the visitor in the page", async () => {
    stage.site.page = { body: "<h1>A</h1>", decision: decisionWith({}) };
    const page = await open();
    expect(await page.content()).not.toContain("secret-visitor-id");
  });

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

  it("sends an offer's form, shows its thanks, and does not call the offer dismissed", async () => {
    stage.site.page = {
      body: "<p>x</p>",
      decision: decisionWith({
        offers: [offer({ trigger: { load: true }, form: FORM, goal: "lead" })],
      }),
    };
    const page = await open();
    await panel(page).waitFor();
    const focused = () =>
      page.evaluate(() =>
        document.querySelector("facet-offer")!.shadowRoot!.activeElement?.getAttribute("name"),
      );
    expect(await focused()).toBe("phone");
    await panel(page).getByText("Send it").click();
    await panel(page).locator("[aria-invalid=true]").waitFor();
    expect(stage.site.leads).toEqual([]);
    await page.keyboard.type("+79001234567");
    await panel(page).getByText("Send it").click();
    await panel(page).getByText("We will call.").waitFor();
    expect(stage.site.leads[0]).toMatchObject({
      offer: "discount",
      fields: { phone: "+79001234567" },
    });
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "detached" });
    await pause(1_000);
    expect(eventNames()).toEqual(["Offer Shown"]);
  });

  const PAGE_FORM = `<form method="post" action="/~facet/leads" id="facet-lead.form" data-facet-form="lead.form" data-facet-thanks="Got it.">
    <input type="hidden" name="_facet_slot" value="lead.form">
    <input type="hidden" name="_facet_rule" value="quiz">
    <input type="hidden" name="_facet_variant" value="short">
    <input type="hidden" name="_facet_page" value="/">
    <input type="hidden" name="_facet_token" value="the-token">
    <div hidden><input type="text" name="_facet_website" tabindex="-1"></div>
    <label data-facet-field>Email <input type="email" name="email" required></label>
    <label data-facet-field><input type="checkbox" name="agree"> I agree</label>
    <button>Send</button></form>`;

  it("keeps a page's form: messages beside fields, one send, thanks in its place", async () => {
    stage.site.page = { body: PAGE_FORM, decision: decisionWith({}) };
    const page = await open();
    await page.locator("[name=email]").fill("not an address");
    await page.getByRole("button", { name: "Send" }).click();
    await page.locator(".facet-error").waitFor();
    const described = await page.locator("[name=email]").getAttribute("aria-describedby");
    expect(described).toBe(await page.locator(".facet-error").getAttribute("id"));
    expect(stage.site.leads).toEqual([]);

    stage.site.answer = {
      status: 422,
      body: { errors: [{ path: "email", message: "Taken already" }] },
    };
    await page.locator("[name=email]").fill("a@b.example");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Taken already").waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("email");

    stage.site.answer = { status: 503, body: {} };
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("alert").waitFor();

    stage.site.answer = { status: 200, body: { lead: "l2" }, afterMs: 2_000 };
    await page.locator("[name=agree]").check();
    const before = stage.site.leads.length;
    await page.getByRole("button", { name: "Send" }).click();
    expect(await page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
    await page.locator("[name=email]").press("Enter");
    await page.getByText("Got it.").waitFor();
    expect(stage.site.leads.length).toBe(before + 1);
    expect(stage.site.leads.at(-1)).toMatchObject({
      slot: "lead.form",
      rule: "quiz",
      variant: "short",
      fields: { email: "a@b.example", agree: true },
      form: { token: "the-token", trap: "" },
    });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Got it.");
  });

  it("goes where the service sends a finished form", async () => {
    stage.site.page = { body: PAGE_FORM, decision: decisionWith({}) };
    stage.site.answer = { status: 200, body: { lead: "l3", redirect: "/thanks" } };
    const page = await open();
    await page.locator("[name=email]").fill("a@b.example");
    await page.getByRole("button", { name: "Send" }).click();
    await page.waitForURL("**/thanks");
  });

  it("holds a submit back that comes while the form runtime is still loading", async () => {
    stage.site.page = { body: PAGE_FORM, decision: decisionWith({}) };
    const page = await open();
    await page.evaluate(() => {
      const form = document.querySelector("form");
      const email = form?.querySelector<HTMLInputElement>("[name=email]");
      email?.focus();
      if (email) email.value = "a@b.example";
      form?.requestSubmit();
    });
    await page.getByText("Got it.").waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
    expect(stage.site.leads).toHaveLength(1);
  });

  it("leaves a form that posts itself where there is no JavaScript", async () => {
    stage.site.page = { body: PAGE_FORM, decision: decisionWith({}) };
    const page = await open({ javaScriptEnabled: false });
    await page.locator("[name=email]").fill("a@b.example");
    await page.getByRole("button", { name: "Send" }).click();
    await page.waitForURL("**/thanks");
    expect(stage.site.leads[0]).toMatchObject({ _facet_slot: "lead.form", email: "a@b.example" });
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
