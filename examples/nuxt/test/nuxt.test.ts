import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildWorkspaces, startExample, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import {
  expectDefaultsInOutages,
  expectNoLeaks,
} from "../../../packages/leak-suite/test/claims.ts";
import { createApiServer } from "../../../plugins/client/test/api-server.ts";
import type { ApiServer } from "../../../plugins/client/test/api-server.ts";
import { describeInChromium, launchChromium } from "../../../plugins/browser/test/chromium.ts";

const DIR = fileURLToPath(new URL("..", import.meta.url));
const NUXT = fileURLToPath(new URL("bin/nuxt.mjs", import.meta.resolve("nuxt/package.json")));
// A headless browser says that it is one, and robots are shown the defaults.
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
/** A private page with a form, as the service answers it. */
const FORM_DECISION = {
  decisionId: "0199aaaa-0000-7000-8000-000000000001",
  rules: "r_0123456789ab",
  page: "trial",
  slots: {
    "trial.form": {
      type: "form",
      content: {
        title: "Book a trial hour",
        thanks: "See you at the pier",
        fields: [{ name: "phone", type: "tel", label: "Phone", required: true }],
      },
      reason: "STATIC",
    },
  },
  offers: [],
  offerLimits: {},
  visitor: {},
  formToken: "the-token",
  warnings: [],
  degraded: [],
};
const EXAMPLE = { dir: DIR, command: ["node", ".output/server/index.mjs"] } as const;

let facet: RunningServer;

beforeAll(async () => {
  await buildWorkspaces();
  await promisify(execFile)(process.execPath, [NUXT, "build"], {
    cwd: DIR,
    env: { ...process.env, NUXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
  });
  facet = await startFacet();
}, 240_000);
afterAll(() => facet.close());

describe("the Nuxt example, built", { timeout: 120_000 }, () => {
  it("gives nobody what is another's, and renders a code once", async () => {
    const app = await startExample({ ...EXAMPLE, api: facet.origin });
    try {
      await expectNoLeaks({ origin: app.origin, api: facet.origin });
    } finally {
      await app.close();
    }
  });

  it("shows the defaults while the service fails, says so once, and recovers", () =>
    expectDefaultsInOutages({
      api: facet.origin,
      start: (api, env) => startExample({ ...EXAMPLE, api, env }),
    }));
});

describe("a form of the Nuxt example", () => {
  let service: ApiServer;
  let app: RunningServer;

  beforeAll(async () => {
    service = await createApiServer();
    service.reply = () => ({ body: FORM_DECISION });
    app = await startExample({ ...EXAMPLE, api: service.url });
  });
  afterAll(async () => {
    await app.close();
    await service.close();
  });

  const read = async (query: string) => (await fetch(`${app.origin}/trial${query}`)).text();

  it("posts itself without JavaScript, with what it is judged by", async () => {
    const html = await read("");
    expect(html).toMatch(/<form method="post" action="\/~facet\/leads" id="facet-trial.form"/);
    expect(html).toContain('<input type="hidden" name="_facet_slot" value="trial.form">');
    expect(html).toContain('<input type="hidden" name="_facet_token" value="the-token">');
    expect(html).toMatch(/<input type="tel" name="phone" required[^>]*autocomplete="tel"/);
    expect(html).toMatch(/name="phone"[^>]*title="Please give a phone number/);
    expect(html).not.toContain("Call us");
  });

  it("says after the redirect what became of it", async () => {
    const wrong = await read("?facet-form=trial.form&facet-status=error&facet-fields=phone");
    expect(wrong).toContain('role="alert"');
    expect(wrong).toMatch(/aria-invalid="true" aria-describedby="facet-error-trial.form-phone"/);
    expect(wrong).toContain("Please give a phone number");
    const thanks = await read("?facet-form=trial.form&facet-status=thanks");
    expect(thanks).toContain('role="status">See you at the pier</p>');
    expect(thanks).not.toContain("<form");
  });
});

describeInChromium("the Nuxt example in a browser", () => {
  let app: RunningServer;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    app = await startExample({ ...EXAMPLE, api: facet.origin });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });
  beforeEach(async () => {
    faults = [];
    page = await browser.newPage({ userAgent: USER_AGENT });
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  });
  afterEach(() => page.close());

  it("keeps what the server rendered, and counts it as seen by its own decision", async () => {
    const counted = page.waitForRequest((request) => request.url().endsWith("/~facet/track"));
    await page.goto(`${app.origin}/?utm_campaign=night&gclid=1`);
    const body = (await counted).postDataJSON() as { events: { properties: object }[] };
    expect(body.events[0]?.properties).toMatchObject({
      slot: "hero.headline",
      variant: "night",
      decisionId: expect.stringMatching(/^[\da-f-]{36}$/),
    });
    expect(await page.textContent("h1")).toBe("Paddle under the northern lights");
    expect(faults).toEqual([]);
  });

  it("decides anew where the visitor goes on without a load", async () => {
    await page.goto(`${app.origin}/?utm_campaign=night`);
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
    await page.click("text=My trips");
    await page.waitForFunction(
      () => document.querySelector("h1")?.dataset["facet"] === "account.greeting",
    );
    expect(await page.textContent("h1")).toBe("Welcome, come and try a boat");
    await page.click("text=About");
    await page.waitForFunction(() =>
      document.querySelector("#facet-state")?.textContent?.includes("about"),
    );
    expect(await page.textContent("h1")).toBe("A school run by three paddlers");
    expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
    expect(faults).toEqual([]);
  });
});
