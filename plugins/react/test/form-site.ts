import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { describeInChromium, launchChromium } from "../../browser/test/chromium.ts";

// A headless browser says that it is one, and robots are shown the defaults.
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
/** A submit sooner after its token is taken for a machine's. */
const HUMAN_MS = 2_100;
/** The browser takes it for a number, and the service knows that no country has it. */
const NO_NUMBER = "+0 20 7946 0018";
const NUMBER = "+44 20 7946 0018";

/**
 * What the form at `/trial` of a site must do before, or without, the page's scripts. The site is built for
 * production and runs over the leak suite's rule set.
 */
export function formSuite(name: string, origin: () => string): void {
  describeInChromium(`a form of ${name} that posts itself`, () => {
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());
    beforeEach(async () => {
      const context = await browser.newContext({ userAgent: USER_AGENT, javaScriptEnabled: false });
      page = await context.newPage();
    });
    afterEach(() => page.context().close());

    const open = () => page.goto(new URL("/trial?gclid=1", origin()).href);
    const field = (name: string) => page.locator(`form input[name=${name}]`);

    async function send(phone: string): Promise<void> {
      await page.waitForTimeout(HUMAN_MS);
      await field("phone").fill(phone);
      await page.locator("form button").click();
    }

    it("keeps what was typed, says what to mend beside its field, and then its thanks", async () => {
      await open();
      await field("firstName").fill("Ann & Bo");
      await send(NO_NUMBER);
      await page.getByRole("alert").waitFor();
      expect(await field("firstName").inputValue()).toBe("Ann & Bo");
      expect(await field("phone").inputValue()).toBe(NO_NUMBER);
      expect(await field("phone").getAttribute("aria-invalid")).toBe("true");
      expect(await field("firstName").getAttribute("aria-invalid")).toBeNull();
      const id = await field("phone").getAttribute("aria-describedby");
      expect(await page.locator(`[id="${id}"]`).textContent()).toMatch(/^Please give a phone/);
      expect(decodeURIComponent(page.url())).not.toMatch(/7946|Ann/);
      expect(new URL(page.url()).searchParams.get("gclid")).toBe("1");

      await send(NUMBER);
      await page.getByRole("status").waitFor();
      expect(await page.locator(".facet-thanks").textContent()).toBe("See you at the pier");
      expect(await page.locator("form").count()).toBe(0);
      const cookies = await page.context().cookies();
      expect(cookies.map(({ name }) => name)).not.toContain("fct_form");
    });

    it("asks only what is not known of the visitor, also on the way back", async () => {
      await open();
      await field("firstName").fill("Ann");
      await send(NUMBER);
      await page.getByRole("status").waitFor();
      await open();
      expect(await page.locator("form h2").textContent()).toBe("Bring a friend");
      expect(await field("firstName").count()).toBe(0);
      await send(NO_NUMBER);
      await page.getByRole("alert").waitFor();
      expect(await field("firstName").count()).toBe(0);
      expect(await field("phone").inputValue()).toBe(NO_NUMBER);
    });

    it("is taken over as it came where the scripts arrive after the first submit", async () => {
      await open();
      await send(NO_NUMBER);
      await page.getByRole("alert").waitFor();
      const late = await browser.newContext({
        userAgent: USER_AGENT,
        storageState: await page.context().storageState(),
      });
      const errors: string[] = [];
      const scripted = await late.newPage();
      scripted.on("pageerror", ({ message }) => errors.push(message));
      scripted.on("console", (said) => said.type() === "error" && errors.push(said.text()));
      await scripted.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
      await scripted.goto(page.url(), { waitUntil: "networkidle" });
      const phone = scripted.locator("form input[name=phone]");
      expect(await phone.inputValue()).toBe(NO_NUMBER);
      await phone.fill(NUMBER);
      await scripted.locator("form button").click();
      await scripted.getByText("See you at the pier").waitFor();
      await scripted.locator("a[href='/']").click();
      await scripted.waitForURL((url) => url.pathname === "/");
      await scripted.locator("h1[data-facet='hero.headline']").filter({ visible: true }).waitFor();
      expect(errors).toEqual([]);
      await late.close();
    });
  });
}
