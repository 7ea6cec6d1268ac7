import type { Browser, Page } from "playwright-core";

/** What a page must work under to be strict about scripts. */
export const STRICT_POLICY = "script-src 'self'; require-trusted-types-for 'script'";

// Headless Chromium says that it is, and programs get the default content.
const PERSON =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

/** A page under watch. */
export interface ObservedPage {
  readonly page: Page;
  /** All errors of its console so far, uncaught ones among them. */
  readonly errors: readonly string[];
  /** The sum of its layout shifts so far (Layout Instability API). */
  shift(): Promise<number>;
}

/**
 * Opens a page as a person would and watches it until the network is quiet.
 *
 * @param options.policy Content-Security-Policy that the page gets.
 * @param options.headers Headers of all its requests, as a proxy in front adds them.
 */
export async function openObserved(
  browser: Browser,
  url: string,
  { policy, headers = {} }: { policy?: string; headers?: Record<string, string> } = {},
): Promise<ObservedPage> {
  const page = await browser.newPage({ userAgent: PERSON, extraHTTPHeaders: headers });
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  if (policy !== undefined) {
    await page.route(url, async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        headers: { ...response.headers(), "content-security-policy": policy },
      });
    });
  }
  await page.addInitScript(() => {
    const seen = { shift: 0 };
    Reflect.set(globalThis, "seen", seen);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += Reflect.get(entry, "value") as number;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(url, { waitUntil: "networkidle" });
  return {
    page,
    errors,
    shift: () => page.evaluate(() => (Reflect.get(globalThis, "seen") as { shift: number }).shift),
  };
}
