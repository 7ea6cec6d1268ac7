import { expect, it } from "vitest";
import { eventNames, FORM, offer, open, panel, pause, stage } from "./page-stage.ts";
import { decisionWith } from "./site.ts";

stage.describe("forms of a page in Chromium", () => {
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

  it("leaves a finished form to whoever drew it, and takes its thanks away with it", async () => {
    stage.site.page = { body: PAGE_FORM, decision: decisionWith({}) };
    const page = await open();
    await page.locator("[name=email]").fill("a@b.example");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Got it.").waitFor();
    expect(await page.locator("form").isVisible()).toBe(false);
    const kept = await page.evaluate(() => {
      const form = document.querySelector("form");
      return form?.nextElementSibling?.textContent;
    });
    expect(kept).toBe("Got it.");
    await page.evaluate(() => document.body.removeChild(document.querySelector("form")!));
    await page.getByText("Got it.").waitFor({ state: "detached" });
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
});
