/**
 * `npm run pictures`: draws the pictures of `docs/offers.md` anew, in Chromium, with the page runtime
 * as it is.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import type { OfferDecision } from "@facet/client";
import { launchChromium } from "../plugins/browser/test/chromium.ts";
import { createTestSite, decisionWith } from "../plugins/browser/test/site.ts";
import type { TestSite } from "../plugins/browser/test/site.ts";

const FOLDER = resolve(import.meta.dirname, "../docs/images");
const MAX_BYTES = 60 * 1024;

const BODY = `<meta name="color-scheme" content="light dark"><header>Okna</header><main><h1>Windows made to measure</h1>
<p>Measured tomorrow, fitted within a week, and quiet for the next twenty years.</p><p class="b"></p><p class="b"></p><p class="b"></p></main>`;
const STYLE = `body{margin:0;font:16px/1.5 system-ui,sans-serif}header{padding:16px 32px;font-weight:700;border-bottom:1px solid #8884}
main{padding:24px 32px;max-width:640px}h1{font-size:34px;line-height:1.15;margin:24px 0}.b{height:72px;border-radius:12px;background:#8882}`;

const CONTENT = {
  title: "Ten percent off your first order",
  body: "We keep it for you for two weeks, and send the code in a message.",
  cta: { label: "Get the discount" },
};
const FORM = {
  event: "Lead Submitted",
  fields: [{ name: "phone", type: "tel", label: "Phone", required: true }],
};

interface Picture {
  readonly name: string;
  readonly offer: Partial<OfferDecision>;
  readonly context?: BrowserContextOptions;
  readonly page?: Partial<TestSite["page"]>;
  /** What is done before the picture is taken. */
  readonly after?: "closed";
}

const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 600 }, isMobile: true };

const PICTURES: readonly Picture[] = [
  { name: "modal", offer: { type: "modal", form: FORM } },
  { name: "bar", offer: { type: "bar", content: { ...CONTENT, body: "Until Friday." } } },
  { name: "slide-in", offer: { type: "slide-in" } },
  { name: "notification", offer: { type: "notification" } },
  {
    name: "teaser",
    offer: { type: "modal", content: { ...CONTENT, teaser: "Ten percent off" } },
    after: "closed",
  },
  { name: "modal-dark", offer: { type: "modal", form: FORM }, context: { colorScheme: "dark" } },
  {
    name: "slide-in-rtl",
    offer: {
      type: "slide-in",
      content: { title: "خصم عشرة بالمئة", body: "لطلبك الأول.", cta: { label: "احصل عليه" } },
    },
    page: { lang: "ar", dir: "rtl" },
  },
  { name: "modal-phone", offer: { type: "modal", form: FORM }, context: PHONE },
  { name: "search-safe", offer: { type: "bar", searchSafe: true, form: FORM }, context: PHONE },
];

async function draw(browser: Browser, site: TestSite, picture: Picture): Promise<Buffer> {
  const offer: OfferDecision = {
    id: "discount",
    type: "modal",
    trigger: { load: true },
    content: CONTENT,
    ...picture.offer,
  };
  site.page = { body: BODY, decision: decisionWith({ offers: [offer] }), ...picture.page };
  const context = await browser.newContext({
    viewport: { width: 900, height: 520 },
    reducedMotion: "reduce",
    bypassCSP: true,
    ...picture.context,
  });
  const page = await context.newPage();
  await page.goto(site.url);
  await page.addStyleTag({ content: STYLE });
  await page.locator("facet-offer .panel").waitFor();
  if (picture.after === "closed") {
    await page.keyboard.press("Escape");
    await page.locator("facet-offer[type=teaser] button").waitFor();
  }
  const bytes = await page.screenshot({ animations: "disabled", caret: "hide" });
  await context.close();
  return bytes;
}

const [browser, site] = await Promise.all([launchChromium(), createTestSite()]);
try {
  mkdirSync(FOLDER, { recursive: true });
  for (const picture of PICTURES) {
    const bytes = await draw(browser, site, picture);
    if (bytes.byteLength > MAX_BYTES) {
      throw new Error(
        `${picture.name}.png has ${bytes.byteLength} bytes; pictures of the docs have at most ${MAX_BYTES}.`,
      );
    }
    writeFileSync(join(FOLDER, `offer-${picture.name}.png`), bytes);
  }
} finally {
  await browser.close();
  await site.close();
}
