import type { Browser, Page, Request } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeInChromium, launchChromium } from "../../browser/test/chromium.ts";

const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** A site made of the components, with the pages of the leak suite. */
export interface ReactSite {
  /** Its origin, once it runs. */
  readonly origin: () => string;
  /** Element in which the account page greets. */
  readonly greeting: "h1" | "h2";
}

/** What the code of a site's pages does in a browser. */
export function describeReactSite(name: string, { origin, greeting }: ReactSite): void {
  describeInChromium(name, () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());

    async function open(path: string): Promise<{
      readonly page: Page;
      readonly errors: readonly string[];
      readonly exposed: () => readonly string[];
    }> {
      const page = await browser.newPage({ userAgent: USER_AGENT });
      const errors: string[] = [];
      const events: string[] = [];
      page.on("pageerror", ({ message }) => errors.push(message));
      page.on("console", (said) => said.type() === "error" && errors.push(said.text()));
      page.on("request", (request) => events.push(...exposedSlots(request)));
      await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
      await page.goto(new URL(path, origin()).href, { waitUntil: "networkidle" });
      return { page, errors, exposed: () => events };
    }

    const visibleTexts = (page: Page, selector: string) =>
      page.locator(selector).filter({ visible: true }).allTextContents();

    it("takes over the page as it came, and reports what was seen with its decision", async () => {
      const { page, errors, exposed } = await open("/?utm_campaign=winter");
      expect(await visibleTexts(page, "h1")).toEqual(["Dry suits make January fine"]);
      await expect.poll(exposed).toContain("hero.headline");
      await page.locator("a[href='/about']").click();
      await page.waitForURL("**/about");
      // Never the path that the page is kept under.
      expect(page.url()).toBe(`${origin()}/about`);
      expect(errors).toEqual([]);
      await page.close();
    });

    it("starts anew on the page that the router goes to, and on the way back", async () => {
      const { page, errors, exposed } = await open("/?utm_campaign=winter");
      await page.evaluate(() => Object.assign(window, { isSameDocument: true }));
      await page.locator("a[href='/account']").click();
      await expect
        .poll(() => visibleTexts(page, greeting))
        .toEqual(["Welcome, come and try a boat"]);
      await expect.poll(exposed).toContain("account.greeting");
      await page.goBack();
      await expect.poll(() => visibleTexts(page, "h1")).toEqual(["Dry suits make January fine"]);
      await expect.poll(() => page.locator("#facet-state").textContent()).toContain('"home"');
      expect(await page.locator("#facet-state").count()).toBe(1);
      expect(await page.evaluate(() => "isSameDocument" in window)).toBe(true);
      expect(errors).toEqual([]);
      await page.close();
    });
  });
}

/** Slots that a request reports as seen; none without the decision they belong to. */
function exposedSlots(request: Request): readonly string[] {
  if (!request.url().endsWith("/~facet/track")) return [];
  const { events } = request.postDataJSON() as {
    readonly events: readonly {
      readonly event: string;
      readonly properties?: { readonly slot?: string; readonly decisionId?: string };
    }[];
  };
  return events.flatMap(({ event, properties }) =>
    event === "Slot Exposed" && properties?.decisionId ? [properties.slot ?? ""] : [],
  );
}
