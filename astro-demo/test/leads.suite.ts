import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWebhooks } from "@facet/api/node";
import type { Browser, Page } from "playwright-core";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createReceiver, type Receiver } from "../../api/test/webhooks/receiver.ts";
import { launchChromium } from "../../plugins/browser/test/chromium.ts";
import { startDemo } from "./demo.ts";
import type { RunningDemo } from "./demo.ts";

const FORM = "[data-facet-form='lead.form']";

interface Listed {
  readonly leads: readonly { readonly fields: object; readonly suspicions?: readonly string[] }[];
}

/** What becomes of a form that a person, or a machine, sends. */
export function describeLeads(): void {
  describe("a lead of a page", () => {
    let demo: RunningDemo;
    let browser: Browser;
    let receiver: Receiver;
    let folder: string;
    let secret: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "facet-leads-"));
      const db = join(folder, "facet.db");
      receiver = await createReceiver();
      demo = await startDemo({ db, webhookAllow: ["127.0.0.1"] });
      const webhooks = await openWebhooks({ db });
      ({ secret } = await webhooks.create({ site: "demo", url: receiver.url }));
      await webhooks.close();
      browser = await launchChromium();
    });
    afterAll(async () => {
      await browser.close();
      await demo.close();
      await receiver.close();
      await rm(folder, { recursive: true });
    });

    async function open(options: { readonly javaScriptEnabled: boolean }): Promise<Page> {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      await page.goto(`${demo.url}/okna`);
      return page;
    }

    async function send(page: Page, phone: string): Promise<void> {
      const form = page.locator(FORM).first();
      await form.locator("input[name=phone]").fill(phone);
      const agree = form.locator("input[type=checkbox]");
      for (const box of await agree.all()) await box.check();
      await form.locator("button").click();
      await page.locator(".facet-thanks").first().waitFor();
    }

    async function quarantined(): Promise<Listed["leads"]> {
      const response = await fetch(`${demo.api}/v1/leads?status=quarantined`, {
        headers: { "Facet-Site": "demo" },
      });
      return ((await response.json()) as Listed).leads;
    }

    it.each([
      ["with JavaScript", true, "+7 916 000-00-01", "+79160000001"],
      ["without JavaScript", false, "8 916 000-00-02", "+79160000002"],
    ])("reaches the receiver %s, signed", async (_, javaScriptEnabled, typed, phone) => {
      const before = receiver.received.length;
      const page = await open({ javaScriptEnabled });
      // Without a script nobody waits for the form to be old enough but the person.
      if (!javaScriptEnabled) await page.waitForTimeout(2_000);
      await send(page, typed);
      await receiver.got(before + 1);
      const { headers, body } = receiver.received[before] ?? { headers: {}, body: "" };
      const told = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, String(value)]),
      );
      const event = new Webhook(secret).verify(body, told);
      expect(event).toMatchObject({
        type: "lead.submitted",
        data: {
          site: "demo",
          slot: "lead.form",
          fields: { phone },
          url: `${demo.url}/okna`,
          visitor: { visits: 1 },
        },
      });
      await page.context().close();
      expect(await quarantined()).toEqual([]);
    });

    it("keeps what was typed where a field is to mend, without JavaScript", async () => {
      const before = receiver.received.length;
      const page = await open({ javaScriptEnabled: false });
      const form = page.locator(FORM).first();
      const phone = form.locator("input[name=phone]");
      await phone.fill("call me");
      await form.locator("button").click();
      expect(
        await phone.evaluate((input: HTMLInputElement) => input.validity.patternMismatch),
      ).toBe(true);
      await phone.fill("+0 916 000-00-09");
      await form.locator("button").click();
      await page.getByRole("alert").first().waitFor();
      expect(page.url()).toContain("facet-status=error");
      expect(decodeURIComponent(page.url())).not.toContain("916");
      expect(await phone.inputValue()).toBe("+0 916 000-00-09");
      expect(await form.getByText("Укажите номер телефона").count()).toBe(1);
      await page.waitForTimeout(2_000);
      await phone.fill("+7 916 000-00-09");
      await form.locator("button").click();
      await page.locator(".facet-thanks").first().waitFor();
      const kept = await page.context().cookies();
      expect(kept.map(({ name }) => name)).not.toContain("fct_form");
      await receiver.got(before + 1);
      await page.context().close();
    });

    it("waits in quarantine where a field was filled in that nobody sees", async () => {
      const before = receiver.received.length;
      const page = await open({ javaScriptEnabled: true });
      const trap = page.locator(`${FORM} input[name=_facet_website]`).first();
      expect(await trap.isVisible()).toBe(false);
      await trap.evaluate((input: HTMLInputElement) => (input.value = "https://spam.example"));
      await send(page, "+7 916 000-00-03");
      expect(await quarantined()).toMatchObject([
        { fields: { phone: "+79160000003" }, suspicions: ["trap-filled"] },
      ]);
      expect(receiver.received).toHaveLength(before);
      await page.context().close();
    });

    it("waits in quarantine where a machine posts the form at once", async () => {
      const html = await (await fetch(`${demo.url}/okna`)).text();
      const token = / name="_facet_token" value="([^"]+)"/.exec(html)?.[1] ?? "";
      expect(token).not.toBe("");
      const response = await fetch(`${demo.url}/~facet/leads`, {
        method: "POST",
        headers: { origin: demo.url },
        body: new URLSearchParams({
          _facet_slot: "lead.form",
          _facet_page: "/okna",
          _facet_token: token,
          phone: "+7 916 000-00-04",
        }),
        redirect: "manual",
      });
      expect(response.headers.get("location")).toContain("facet-status=thanks");
      expect((await quarantined()).at(-1)).toMatchObject({ suspicions: ["too-fast"] });
    });

    it("is told in the page's language what to mend", async () => {
      const page = await open({ javaScriptEnabled: true });
      const form = page.locator(FORM).first();
      await form.locator("input[name=phone]").fill("12");
      await form.locator("button").click();
      await form.getByText("Укажите номер телефона, например +7 495 123-45-67").waitFor();
      await page.context().close();
    });

    it("is thanked for without JavaScript, though another form has its place from then on", async () => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(`${demo.url}/bikes`);
      await page.waitForTimeout(2_000);
      await page.locator("input[name=email]").fill("ann@example.com");
      await page.locator("#facet-bikes\\.guide button").click();
      await page.locator("#facet-bikes\\.guide.facet-thanks").waitFor();
      await page.goto(`${demo.url}/bikes`);
      expect(await page.locator("[data-facet-form='bikes.guide']").count()).toBe(0);
      await context.close();
    });
  });
}
