import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../../plugins/browser/test/chromium.ts";
import { startDemo } from "./demo.ts";
import type { RunningDemo } from "./demo.ts";

const TABS = 4;

/** Who a browser becomes that opens several pages of the site at once. */
export function describeVisits(): void {
  describe("a browser that has never been here", () => {
    let demo: RunningDemo;
    let browser: Browser;
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "facet-visits-"));
      demo = await startDemo({ db: join(folder, "facet.db") });
      browser = await launchChromium();
    });
    afterAll(async () => {
      await browser.close();
      await demo.close();
      await rm(folder, { recursive: true });
    });

    function visitorIds(): unknown[] {
      const db = new DatabaseSync(join(folder, "facet.db"), { readOnly: true });
      const rows = db.prepare("SELECT id FROM visitors").all();
      db.close();
      return rows.map(({ id }) => id);
    }

    async function openTabs(context: BrowserContext): Promise<void> {
      const tabs = await Promise.all(Array.from({ length: TABS }, () => context.newPage()));
      await Promise.all(tabs.map((tab) => tab.goto(`${demo.url}/okna`)));
    }

    it("is one visitor in the store although its first tabs were opened at once", async () => {
      // Without the page's script no tab reports anything before all of them are answered.
      const context = await browser.newContext({ javaScriptEnabled: false });
      await openTabs(context);
      expect(visitorIds()).toEqual([]);
      const [cookie, ...others] = (await context.cookies()).filter(({ name }) => name === "fct_v");
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
      expect(others).toEqual([]);
      await openTabs(context);
      await expect.poll(visitorIds).toHaveLength(1);
      const [id] = visitorIds();
      const card = await (await fetch(`${demo.api}/v1/visitors/${String(id)}`)).json();
      expect(card).toMatchObject({ visits: 1, pageviews: 1 + TABS });
      await context.close();
    });

    it("is one visitor with its scripts, whose events count for them", async () => {
      const before = new Set(visitorIds());
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${demo.url}/okna`);
      const added = (): unknown[] => visitorIds().filter((id) => !before.has(id));
      await expect.poll(added, { timeout: 5_000 }).toHaveLength(1);
      await openTabs(context);
      expect(added()).toHaveLength(1);
      const [id] = added();
      const readCard = async () => (await fetch(`${demo.api}/v1/visitors/${String(id)}`)).json();
      await expect
        .poll(readCard, { timeout: 5_000 })
        .toMatchObject({ visits: 1, pageviews: 1 + TABS, events: { "Slot Exposed": {} } });
      await context.close();
    });
  });
}
