import { expect, it } from "vitest";
import { open, pause, sent, SLOT, stage } from "./page-stage.ts";
import { decisionWith } from "./site.ts";

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
});
