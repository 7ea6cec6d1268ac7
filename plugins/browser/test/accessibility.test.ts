import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, it } from "vitest";
import type { Json, OfferDecision } from "@facet/client";
import { createTestSite, decisionWith } from "./site.ts";
import type { TestSite } from "./site.ts";
import { createStage } from "./stage.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const stage = createStage({ createSite: createTestSite });

const TYPES = ["modal", "bar", "slide-in", "notification"] as const;
const FORM: Json = {
  event: "Lead Submitted",
  submit: "Call me",
  thanks: "We will call.",
  fields: [
    { name: "phone", type: "tel", label: "Phone", required: true, placeholder: "+7 900 000-00-00" },
    { name: "email", type: "email", label: "Email", required: true },
    { name: "size", type: "select", label: "Size", options: [{ value: "s", label: "Small" }] },
    {
      name: "when",
      type: "radio",
      label: "When",
      options: [
        { value: "am", label: "Morning" },
        { value: "pm", label: "Evening" },
      ],
    },
    { name: "agree", type: "checkbox", label: "I agree" },
  ],
};

const SITUATIONS: readonly (readonly [string, BrowserContextOptions])[] = [
  ["on a desktop", { viewport: { width: 1280, height: 800 } }],
  ["on a phone", { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }],
  // What a page of 1280 by 720 is when it is zoomed to 200 %.
  ["at 200 % zoom", { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 }],
  ["in the dark", { viewport: { width: 1280, height: 800 }, colorScheme: "dark" }],
  ["from right to left", { viewport: { width: 800, height: 600 } }],
];

const BODY = `<main><h1>Windows</h1><button id="opener" data-facet-offer="discount">Discount</button>
  <p>Text of the page.</p></main>`;

const DARK = `<meta name="color-scheme" content="light dark">`;

function serve(offer: Partial<OfferDecision>, more: Partial<TestSite["page"]> = {}): void {
  const whole: OfferDecision = {
    id: "discount",
    type: "modal",
    trigger: { load: true },
    content: {
      title: "Ten percent off your first order",
      body: "We keep it for you for two weeks.\n\nNo newsletter.",
      note: "Not with other discounts.",
      dismiss: "No, thank you",
      teaser: "Ten percent",
      cta: { label: "Take it", href: "#lead" },
    },
    ...offer,
  };
  stage.site.page = { body: BODY, decision: decisionWith({ offers: [whole] }), ...more };
}

async function open(options: BrowserContextOptions): Promise<Page> {
  // The checker is injected, which the page's own policy would refuse.
  const context = await stage.browser.newContext({
    ...options,
    bypassCSP: true,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto(stage.site.url);
  return page;
}

/** Rules that are broken, with the first place where each is. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const results = (await page.evaluate("axe.run()")) as AxeResults;
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
  );
}

const panel = (page: Page) => page.locator("facet-offer .panel");
const focused = (page: Page) =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return (
      active?.getAttribute("name") ?? active?.getAttribute("aria-label") ?? active?.textContent
    );
  });

stage.describe("offers for everybody", () => {
  const cases = SITUATIONS.flatMap(([situation, options]) =>
    TYPES.map((type) => [type, situation, options] as const),
  );
  it.each(cases)(
    "a %s has no fault that axe finds, and fits, %s",
    async (type, situation, options) => {
      const dir = situation === "from right to left" ? "rtl" : "ltr";
      const body = situation === "in the dark" ? DARK + BODY : BODY;
      const hasForm = type === "modal" || type === "slide-in";
      serve({ type, ...(hasForm ? { form: FORM } : {}) }, { dir, body });
      const page = await open(options);
      await panel(page).waitFor();
      expect(await violations(page)).toEqual([]);
      const box = (await panel(page).boundingBox())!;
      const { width, height } = page.viewportSize()!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      const cross = (await panel(page).getByRole("button", { name: "Close" }).boundingBox())!;
      expect(Math.min(cross.width, cross.height)).toBeGreaterThanOrEqual(44);
      expect(cross.x + cross.width).toBeLessThanOrEqual(width);
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(sideways).toBe(false);
    },
  );

  it("its mistakes, thanks and the tab that stays have no fault either", async () => {
    serve({ form: FORM });
    const page = await open({});
    await panel(page).getByRole("button", { name: "Call me" }).click();
    await panel(page).locator(".facet-error").first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator("facet-offer[type=teaser] button").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator("facet-offer[type=teaser] button").click();
    await panel(page).locator("[name=phone]").fill("+7 900 123-45-67");
    await panel(page).locator("[name=email]").fill("a@b.example");
    await panel(page).getByRole("button", { name: "Call me" }).click();
    await panel(page).getByText("We will call.").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("is dark where the page says that it can be, and light where it does not", async () => {
    const background = (page: Page) =>
      panel(page).evaluate((element) => getComputedStyle(element).backgroundColor);
    serve({ type: "bar" });
    const light = await open({ colorScheme: "dark" });
    await panel(light).waitFor();
    expect(await background(light)).toBe("rgb(255, 255, 255)");
    serve({ type: "bar" }, { body: DARK + BODY });
    const dark = await open({ colorScheme: "dark" });
    await panel(dark).waitFor();
    expect(await background(dark)).toBe("rgb(27, 30, 38)");
    expect(await violations(dark)).toEqual([]);
  });

  it("can be walked through with the keyboard alone", async () => {
    serve({ trigger: { manual: true }, form: FORM });
    const page = await open({});
    const { keyboard } = page;
    await page.waitForLoadState("networkidle");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await panel(page).waitFor();
    expect(await focused(page)).toBe("phone");
    await keyboard.type("call me");
    await keyboard.press("Tab");
    await keyboard.type("a@b.example");
    await keyboard.press("Enter");
    await panel(page).locator(".facet-error").waitFor();
    expect(await focused(page)).toBe("phone");
    expect(await panel(page).locator(".facet-error").textContent()).toContain("phone number");
    const seen = new Set<string | null | undefined>();
    for (let step = 0; step < 14; step++) {
      await keyboard.press("Tab");
      seen.add(await focused(page));
    }
    // The page below is inert: the focus only ever is in the dialog, or in the browser's own frame.
    expect(seen).toContain("Close");
    expect(seen).not.toContain("Discount");
    await panel(page).locator("[name=phone]").focus();
    await keyboard.press("ControlOrMeta+a");
    await keyboard.type("+7 900 123-45-67");
    await keyboard.press("Enter");
    await panel(page).getByText("We will call.").waitFor();
    expect(await focused(page)).toBe("We will call.");
    await keyboard.press("Escape");
    await panel(page).waitFor({ state: "detached" });
    expect(await focused(page)).toBe("Discount");
    expect(stage.site.leads.at(-1)).toMatchObject({
      offer: "discount",
      fields: { phone: "+7 900 123-45-67" },
    });
  });

  it.each(["bar", "slide-in"] as const)(
    "a %s that is left with Esc gives the focus back to where it came from",
    async (type) => {
      serve({ type });
      const page = await open({});
      await panel(page).waitFor();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      expect(await focused(page)).toBe("No, thank you");
      await page.keyboard.press("Escape");
      await panel(page).waitFor({ state: "detached" });
      expect(await focused(page)).toBe("Discount");
    },
  );

  it.each(["bar", "modal"] as const)(
    "a %s that its tab opened again gives the focus to the tab that stays",
    async (type) => {
      serve({ type });
      const page = await open({});
      const tab = page.locator("facet-offer[type=teaser] button");
      await panel(page).getByRole("button", { name: "Close" }).click();
      await tab.focus();
      await page.keyboard.press("Enter");
      await panel(page).waitFor();
      if (type === "bar") await page.keyboard.press("Tab");
      await page.keyboard.press("Escape");
      await tab.waitFor();
      expect(await focused(page)).toBe("Ten percent");
    },
  );

  it("beside the page can be reached and left with the keyboard alone", async () => {
    serve({ type: "slide-in" });
    const page = await open({});
    await panel(page).waitFor();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Discount");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Take it");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Close");
    await page.keyboard.press("Enter");
    await panel(page).waitFor({ state: "detached" });
  });
});
