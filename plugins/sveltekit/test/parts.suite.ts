import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RunningServer } from "@facet/leak-suite";
import { createFakeApi } from "../../astro/test/fake-api.ts";
import type { FakeApi } from "../../astro/test/fake-api.ts";

const slot = (type: string, content: unknown, more: object = {}) => ({
  type,
  content,
  reason: "TARGETING_MATCH",
  rule: "by-intent",
  ...more,
});

const DECISION = {
  decisionId: "0199aaaa-0000-7000-8000-000000000001",
  rules: "r_0123456789ab",
  page: "parts",
  slots: {
    "hero.headline": slot("text", "Cheap & <good> windows"),
    "hero.note": slot("text", null, { hidden: true }),
    "about.html": slot("html", "<b>About</b>"),
    "hero.cta": slot("cta", { label: "Get a price", href: "javascript:alert(1)" }),
    "hero.image": slot("image", { src: "/cheap.jpg", alt: "A window" }),
    "lead.form": slot("form", {
      submit: "Call me",
      fields: [{ name: "phone", type: "tel", label: "Phone", required: true }],
    }),
  },
  formToken: "the-token",
  offers: [],
  offerLimits: {},
  visitor: { id: "the-visitor" },
  cookies: ["fct_v=sealed; Path=/; HttpOnly; SameSite=Lax"],
  warnings: [],
  degraded: [],
};

const PERSON = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
  "x-forwarded-proto": "http",
};

/** What pages are made of, over the built fixture. */
export function describeParts(startSite: (api: string) => Promise<RunningServer>): void {
  describe("a page of a SvelteKit site", () => {
    let api: FakeApi;
    let site: RunningServer;

    const get = (path: string, headers: Record<string, string> = {}) =>
      fetch(site.origin + path, { headers: { ...PERSON, ...headers } });
    const html = async (path: string, headers: Record<string, string> = {}) =>
      (await (await get(path, headers)).text()).replaceAll(/<!--.*?-->/gs, "");

    beforeAll(async () => {
      api = await createFakeApi(DECISION);
      site = await startSite(api.url);
    });
    beforeEach(() => {
      api.calls.length = 0;
      api.lead = { status: 200, body: { lead: "l1" } };
    });
    afterAll(async () => {
      await site?.close();
      await api?.close();
    });

    it("has the decided content in its HTML, escaped, and nothing where a slot is hidden", async () => {
      const text = await html("/parts");
      expect(text).toContain('class="big">Cheap &amp; &lt;good> windows</h1>');
      expect(text).not.toContain('data-facet="hero.note"');
      expect(text).toContain('<div data-facet="about.html"><b>About</b></div>');
      expect(text).toContain('<a data-facet="hero.cta" href="#" class="button">Get a price</a>');
      expect(text).toMatch(/<img data-facet="hero.image" src="\/cheap.jpg" alt="A window"/);
    });

    it("is its visitor's alone, and sets their cookie once", async () => {
      const response = await get("/parts");
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(response.headers.getSetCookie()).toEqual(DECISION.cookies);
      expect(await response.text()).not.toContain("the-visitor");
    });

    it("tells the page runtime in the document what was decided", async () => {
      const state = /<div hidden="" id="facet-state">(.*?)<\/div>/.exec(await html("/parts"))?.[1];
      expect(JSON.parse(state!)).toMatchObject({ page: "parts", endpoint: "/~facet" });
    });

    it("asks for the page whose data a browser fetches by itself", async () => {
      await get("/parts/__data.json?utm_term=x", {
        "sec-fetch-dest": "empty",
        cookie: "fct_v=mine",
      });
      expect(api.calls[0]?.body).toMatchObject({ state: "mine" });
      expect(api.calls[0]?.body["url"]).toBe(`${site.origin}/parts?utm_term=x`);
    });

    it("is not what a script fetches from an endpoint, whose forged headers are dropped", async () => {
      const response = await get("/data", { "sec-fetch-dest": "empty", "facet-key": "forged" });
      expect(await response.json()).toEqual({ slots: {}, key: null });
      expect(api.calls).toEqual([]);
    });

    it("takes a form without JavaScript, and says thanks or what to mend", async () => {
      expect(await html("/parts")).toContain('name="_facet_token" value="the-token"');
      const post = (origin = site.origin) =>
        fetch(`${site.origin}/~facet/leads`, {
          method: "POST",
          redirect: "manual",
          headers: { ...PERSON, origin },
          body: new URLSearchParams({
            phone: "x",
            _facet_slot: "lead.form",
            _facet_page: "/parts?a=1",
          }),
        });
      const thanks = await post();
      expect(thanks.status).toBe(303);
      expect(await html(thanks.headers.get("location")!.split("#")[0]!)).toContain('role="status"');
      api.lead = { status: 422, body: { errors: [{ path: "fields.phone", message: "No phone" }] } };
      const refused = await post();
      const cookie = refused.headers.getSetCookie().map((set) => set.split(";")[0]);
      const again = await html(refused.headers.get("location")!.split("#")[0]!, {
        cookie: cookie.join("; "),
      });
      expect(again).toMatch(/name="phone"[^>]*value="x"[^>]*aria-invalid="true"/);
      expect(again).toMatch(/name="phone"[^>]*pattern=[^>]*title="Please give a phone number/);
      expect((await post("https://evil.example")).status).toBe(403);
    });
  });
}
