import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import { createTestSite, decisionWith } from "./site.ts";
import { createStage } from "./stage.ts";

const stage = createStage({ createSite: createTestSite });

const SHARED = {
  key: "abcde-1",
  page: "home",
  endpoint: "/~facet",
  slots: { a: { rule: "by-city", variant: "moscow", reason: "TARGETING_MATCH" } },
  clicks: [{ event: "Phone Clicked", selector: "[href^='tel:']" }],
};
const OWN = {
  decisionId: "d-own",
  offers: [
    {
      id: "discount",
      type: "bar",
      trigger: { load: true },
      content: { title: "Ten percent off" },
    },
  ],
  offerLimits: {},
  formToken: "token",
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const exposures = () => stage.site.events.filter(({ event }) => event === "Slot Exposed");
const seen = () =>
  vi.waitFor(() => expect(exposures().length).toBeGreaterThan(0), { timeout: 5_000 });

async function open(path = "/"): Promise<Page> {
  const body = `<h1 data-facet="a">A</h1><a href="tel:+7495">Call</a><a href="/thanks">Next</a>`;
  stage.site.page = { body, decision: decisionWith({}), state: SHARED };
  const page = await stage.browser.newPage();
  await page.goto(stage.site.url + path);
  return page;
}

stage.describe("a page from a cache", () => {
  it("fetches its visitor's own part, and reports what was seen with both", async () => {
    stage.site.state = { body: OWN };
    const page = await open("/?utm_source=x#part");
    await page.locator("facet-offer .panel").waitFor();
    await seen();
    expect(stage.site.asked.map((query) => Object.fromEntries(query))).toEqual([
      { url: "/?utm_source=x", code: "abcde-1", referrer: "" },
    ]);
    expect(exposures()).toEqual([
      {
        event: "Slot Exposed",
        messageId: "d-own:a",
        properties: {
          slot: "a",
          ...SHARED.slots.a,
          page: "home",
          decisionId: "d-own",
          code: "abcde-1",
        },
      },
    ]);
  });

  it("reports no exposure before it has a decision of its own, but clicks at once", async () => {
    stage.site.state = { body: OWN, afterMs: 2_000 };
    const page = await open();
    await page.getByText("Call").dispatchEvent("click");
    await vi.waitFor(() => expect(stage.site.events).toHaveLength(1));
    await pause(1_100);
    expect(stage.site.events.map(({ event }) => event)).toEqual(["Phone Clicked"]);
    await seen();
    expect(exposures()).toMatchObject([{ properties: { decisionId: "d-own" } }]);
  });

  it("reports by its code what was seen of a page that is left before", async () => {
    stage.site.state = "hang";
    const page = await open();
    await page.waitForFunction(() => performance.now() > 800);
    await page.getByText("Next").click();
    await page.waitForURL("**/thanks");
    await seen();
    expect(exposures()).toMatchObject([{ properties: { slot: "a", code: "abcde-1" } }]);
    expect(exposures()[0]?.messageId).toMatch(/^\d+-\d+-\d+-\d+$/);
  });

  it("reports by its code where no answer comes", async () => {
    stage.site.state = { body: "no state" };
    await open();
    await seen();
    expect(exposures()).toMatchObject([{ properties: { slot: "a", code: "abcde-1" } }]);
  });
});
