import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RunningServer } from "@facet/leak-suite";
import { createFakeApi } from "./fake-api.ts";
import type { FakeApi } from "./fake-api.ts";
import { buildAndRun } from "./site.ts";

const slot = (type: string, content: unknown, more: object = {}) => ({
  type,
  content,
  reason: "TARGETING_MATCH",
  rule: "by-intent",
  variant: "cheap",
  ...more,
});

const DECISION = {
  decisionId: "0199aaaa-0000-7000-8000-000000000001",
  rules: "r_0123456789ab",
  page: "home",
  slots: {
    "hero.headline": slot("text", "Cheap & <good> windows"),
    "hero.note": slot("text", null, { hidden: true }),
    "about.html": slot("html", "<b>About</b>"),
    "hero.cta": slot("cta", { label: "Get a price", href: "#lead" }),
    "hero.image": slot("image", { src: "/cheap.jpg", alt: "A window" }),
    "lead.form": slot("form", {
      title: "Leave a request",
      submit: "Call me",
      fields: [
        { name: "phone", type: "tel", label: "Phone", required: true },
        { name: "size", type: "select", label: "Size", options: ["S", "M"] },
      ],
    }),
  },
  formToken: "the-token",
  offers: [
    {
      id: "discount",
      type: "modal",
      trigger: { exit: true },
      content: { title: "</script>Ten percent" },
    },
  ],
  offerLimits: { page: 1 },
  visitor: { id: "the-visitor", visits: 1, score: 12 },
  cookies: ["fct_v=sealed; Path=/; HttpOnly; SameSite=Lax"],
  warnings: [],
  degraded: [],
};

let api: FakeApi;
let site: RunningServer;

async function get(path = "/", headers: Record<string, string> = {}) {
  const response = await fetch(site.origin + path, { headers, redirect: "manual" });
  return { response, html: await response.text() };
}

const postForm = (
  body: Record<string, string>,
  headers: Record<string, string> = { origin: site.origin },
) =>
  fetch(`${site.origin}/~facet/leads`, {
    method: "POST",
    body: new URLSearchParams(body),
    headers,
    redirect: "manual",
  });

describe("an Astro site, built and run", () => {
  beforeAll(async () => {
    api = await createFakeApi(DECISION);
    site = await buildAndRun("fixture", { api: api.url, env: { FACET_TIMEOUT_MS: "200" } });
  }, 180_000);
  beforeEach(() => {
    api.calls.length = 0;
    api.mode = "well";
    api.decision = { ...DECISION };
    api.lead = { status: 200, body: { lead: "l1" } };
  });
  afterAll(async () => {
    await site?.close();
    await api?.close();
  });

  it("has the decided content in its HTML, escaped, and nothing where a slot is hidden", async () => {
    const { html } = await get();
    expect(html).toContain(
      '<h1 data-facet="hero.headline" class="big">Cheap &amp; &lt;good&gt; windows</h1>',
    );
    expect(html).not.toContain('data-facet="hero.note"');
    expect(html).toContain('<div data-facet="about.html"><b>About</b></div>');
    expect(html).toContain('<a data-facet="hero.cta" href="#lead" class="button">Get a price</a>');
    expect(html).toContain('<a data-facet="hero.second" href="/fallback">Our own link</a>');
    expect(html).toMatch(/<img data-facet="hero.image" src="\/cheap.jpg" alt="A window"/);
  });

  it("asks with the visitor's own facts", async () => {
    await get("/?utm_term=x", {
      "user-agent": "Mozilla/5.0",
      cookie: "fct_v=mine",
      referer: "https://ya.ru/",
    });
    expect(api.calls[0]?.body).toMatchObject({
      url: `${site.origin}/?utm_term=x`,
      referrer: "https://ya.ru/",
      userAgent: "Mozilla/5.0",
      ip: "127.0.0.1",
      state: "mine",
    });
  });

  it("is private and sets the visitor's cookie, on redirects too", async () => {
    for (const path of ["/", "/away", "/nowhere"]) {
      const { response } = await get(path);
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(response.headers.getSetCookie()).toEqual(expect.arrayContaining(DECISION.cookies));
    }
  });

  it("leaves the site's own cookies and statuses alone", async () => {
    const login = await get("/?login");
    expect(login.response.headers.getSetCookie()).toEqual(expect.arrayContaining(["session=s1"]));
    const away = await get("/away");
    expect(away.response.status).toBe(302);
    expect(away.response.headers.get("location")).toBe("/");
    expect(away.response.headers.getSetCookie()).toEqual(expect.arrayContaining(["session=s1"]));
    expect((await get("/nowhere")).response.status).toBe(404);
  });

  it("carries the state for the page runtime without the visitor, and an external script", async () => {
    const { html } = await get();
    const state = /<script type="application\/json" id="facet-state">(.*?)<\/script>/.exec(
      html,
    )?.[1];
    expect(JSON.parse(state!)).toMatchObject({
      page: "home",
      offers: [{ id: "discount" }],
      endpoint: "/~facet",
    });
    expect(html).not.toContain("the-visitor");
    expect(html).toMatch(/<script type="module" src="\/_astro\/[^"]+"><\/script>/);
    expect(html.match(/<script(?![^>]*src=)(?![^>]*application\/json)/)).toBeNull();
  });

  it("offers a button only for an offer that the decision has", async () => {
    const { html } = await get();
    expect(html).toContain(
      '<button type="button" data-facet-offer="discount">Ten percent</button>',
    );
    expect(html).not.toContain('data-facet-offer="unknown"');
  });

  it("renders a form slot as a real form", async () => {
    const { html } = await get();
    expect(html).toContain('action="/~facet/leads"');
    expect(html).toContain('<input type="hidden" name="_facet_slot" value="lead.form">');
    expect(html).toContain('<input type="hidden" name="_facet_rule" value="by-intent">');
    expect(html).toContain('<input type="hidden" name="_facet_variant" value="cheap">');
    expect(html).toContain('<input type="hidden" name="_facet_token" value="the-token">');
    expect(html).toMatch(
      /<div hidden[^>]*>\s*<input type="text" name="_facet_website" tabindex="-1"/,
    );
    expect(html).not.toContain("_facet_arm");
    expect(html).toMatch(
      /<label[^>]*><span>Phone<\/span><input type="tel" name="phone" required autocomplete="tel" pattern="[^"]+" title="Please give a phone number[^"]*">/,
    );
    expect(html).toMatch(/<button[^>]*>Call me<\/button>/);
  });

  it("takes a form post without JavaScript: 303 back to the page, which says thanks", async () => {
    const response = await postForm({
      phone: "+7900",
      _facet_slot: "lead.form",
      _facet_page: "/?a=1",
      _facet_token: "the-token",
      _facet_website: "",
    });
    expect(response.status).toBe(303);
    const location = response.headers.get("location")!;
    expect(location).toBe("/?a=1&facet-form=lead.form&facet-status=thanks#facet-lead.form");
    expect(api.calls[0]).toMatchObject({
      path: "/v1/leads",
      body: { slot: "lead.form", fields: { phone: "+7900" }, form: { token: "the-token" } },
    });
    const { html } = await get(location.split("#")[0]);
    expect(html).toContain('role="status"');
    expect(html).not.toContain("<form");
  });

  it("says thanks though the rules hide the form once it is sent", async () => {
    const { slots } = api.decision as { slots: Record<string, unknown> };
    const form = slots["lead.form"];
    slots["lead.form"] = slot("form", null, { hidden: true });
    const { html } = await get("/?facet-form=lead.form&facet-status=thanks");
    slots["lead.form"] = form;
    expect(html).toContain('role="status"');
    expect(html).not.toContain("<form");
  });

  it("does not ask for what is known of the visitor", async () => {
    api.decision = { ...DECISION, askedFields: { "lead.form": ["phone"] } };
    const { html } = await get();
    expect(html).toContain('name="phone"');
    expect(html).not.toContain('name="size"');
  });

  it("prints nothing of one visitor into a form that many share", async () => {
    const cache = { scope: "shared", key: "abcde-1", maxAge: 300, swr: 600, tags: [], varies: [] };
    api.decision = { ...DECISION, cache, askedFields: { "lead.form": ["phone"] } };
    const { html } = await get();
    expect(html).toContain('name="size"');
    expect(html).not.toMatch(/name="_facet_(?:token|decision)"/);
    expect(html).toContain('data-facet-offer="unknown" hidden');
  });

  it("marks the fields to mend after a refused form post, and keeps what was typed", async () => {
    api.lead = { status: 422, body: { errors: [{ path: "fields.phone", message: "No phone" }] } };
    const response = await postForm({
      phone: 'call "me"',
      size: "M",
      _facet_slot: "lead.form",
      _facet_page: "/",
    });
    const location = response.headers.get("location")!;
    expect(location).not.toContain("call");
    const cookie = response.headers.getSetCookie()[0]!.split(";")[0]!;
    const { html } = await get(location.split("#")[0], { cookie });
    expect(html).toContain('role="alert"');
    expect(html).toMatch(/name="phone"[^>]*value="call &quot;me&quot;"[^>]*aria-invalid="true"/);
    expect(html).toMatch(/id="facet-error-lead.form-phone"[^>]*>Please give a phone number/);
    expect(html).toMatch(/<option value="M" selected[^>]*>/);
    const { html: afterwards } = await get("/", { cookie });
    expect(afterwards).not.toContain("call &quot;");
  });

  it("passes events on with the visitor's cookie, and refuses other origins", async () => {
    const send = (origin: string) =>
      fetch(`${site.origin}/~facet/track`, {
        method: "POST",
        headers: {
          origin,
          cookie: "fct_v=mine; other=1",
          "content-type": "text/plain;charset=UTF-8",
        },
        body: JSON.stringify({ event: "Guide Downloaded", visitorId: "someone" }),
      });
    expect((await send(site.origin)).status).toBe(204);
    expect(api.calls[0]).toMatchObject({ path: "/v1/track", cookie: "fct_v=mine" });
    expect(api.calls[0]?.body).toMatchObject({ event: "Guide Downloaded", state: "mine" });
    expect(api.calls[0]?.body).not.toHaveProperty("visitorId");
    expect((await send("https://evil.example")).status).toBe(403);
    expect((await postForm({ phone: "1" }, { origin: "https://evil.example" })).status).toBe(403);
  });

  it("decides again as another visitor where a page asks for it", async () => {
    const { html } = await get("/?again");
    expect(html).toContain("Signals {&quot;visits&quot;:7}");
    expect(api.calls.map((call) => call.body["peek"])).toEqual([undefined, true]);
  });

  it("keeps forged Facet headers from the page", async () => {
    const { html } = await get("/", { "facet-key": "forged", "x-other": "kept" });
    expect(html).toContain('<p id="forged">private</p>');
  });

  it("gives the page itself the cookie that its visitor gets", async () => {
    const { html, response } = await get("/", { cookie: "a=b" });
    expect(response.headers.getSetCookie()).toEqual(DECISION.cookies);
    expect(html).toContain('<p id="cookie">a=b; fct_v=sealed</p>');
  });

  it("does not count the site's own endpoints as page views, and decides for them when asked", async () => {
    const plain = await get("/data");
    expect(JSON.parse(plain.html)).toEqual({ headline: null });
    expect(plain.response.headers.getSetCookie()).toEqual([]);
    expect(api.calls).toEqual([]);
    expect(JSON.parse((await get("/data?ask")).html)).toEqual({
      headline: "Cheap & <good> windows",
    });
    expect(api.calls.map((call) => call.body["peek"])).toEqual([true]);
  });

  it("does not count a redirect of the config, but the page that it leads to", async () => {
    const { response } = await get("/old");
    expect(response.status).toBe(301);
    expect(response.headers.get("location")).toBe("/");
    expect(api.calls).toEqual([]);
  });

  it("leaves a prerendered page as it is", async () => {
    const { html, response } = await get("/static/");
    expect(html).toContain('<h1 data-facet="hero.headline">Static headline</h1>');
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(api.calls).toEqual([]);
  });

  it.each([
    ["hanging", /facet: http\S+ no answer within/g],
    ["broken", /facet: http\S+ (?!no answer)/g],
  ] as const)(
    "shows its own content within the budget while the service is %s",
    async (mode, line) => {
      api.mode = mode;
      const startedAt = performance.now();
      const { html, response } = await get();
      expect(performance.now() - startedAt).toBeLessThan(5_000);
      expect(response.status).toBe(200);
      expect(html).toContain('<h1 data-facet="hero.headline" class="big">Our own headline</h1>');
      expect(html).toContain('<img data-facet="hero.image" src="/own.png" alt="Own"');
      expect(html).toContain("Call us");
      expect(html).toContain('<p id="degraded">api</p>');
      expect(response.headers.get("facet-degraded")).toBe("api");
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      await get();
      expect(site.output().match(line)).toHaveLength(1);
    },
  );

  it("survives a raw request line that no browser would send", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const raw = httpRequest(
        site.origin,
        { path: "//evil.example/%zz?%00=%ff", agent: false },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      raw.on("error", reject).end();
    });
    expect(status).toBeLessThan(500);
  });
});
