import { leadWebhookSchema, type LeadWebhook } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../../src/visitors/stores/memory.ts";
import { MINUTE, NOW } from "../fixtures/app.ts";
import { artifact, shop } from "../fixtures/ruleset.ts";
import { API, LEAD, leadsApp, ORIGIN } from "../fixtures/leads.ts";

type App = Awaited<ReturnType<typeof leadsApp>>;

async function payloads(app: App): Promise<LeadWebhook[]> {
  const records = await app.deliveries();
  return records.map(({ body }) => leadWebhookSchema.parse(JSON.parse(String(body["payload"]))));
}

describe("a lead that counts", () => {
  it("is told to webhooks with all that sales want to know", async () => {
    const app = await leadsApp();
    const url = `${ORIGIN}/okna?utm_source=yandex&utm_medium=cpc&utm_campaign=spring`;
    await app.asServer("/v1/decide", { url, visitorId: "v1" });
    await app.take("/v1/track", { event: "Guide Downloaded", visitorId: "v1" });
    const about = { rule: "greeting", variant: "back", experiment: "cta-test", arm: "a" };
    const lead = { ...LEAD, ...about, visitorId: "v1", messageId: "m1", decisionId: "d1", url };
    expect((await app.asServer("/v1/leads", lead)).status).toBe(200);
    const at = new Date(NOW).toISOString();
    expect(await payloads(app)).toEqual([
      {
        type: "lead.submitted",
        timestamp: at,
        data: {
          id: "m1",
          site: "shop",
          receivedAt: at,
          event: "Lead Submitted",
          fields: { phone: "+74951234567" },
          typed: { phone: "+7 495 123-45-67" },
          slot: "lead.form",
          ...about,
          decisionId: "d1",
          url,
          visitor: {
            id: "v1",
            visits: 1,
            score: 11,
            interest: 3,
            segments: [],
            firstTouch: expect.objectContaining({ source: "yandex", campaign: "spring" }),
            lastTouch: expect.objectContaining({ source: "yandex", campaign: "spring" }),
            lastNonDirectTouch: expect.objectContaining({ source: "yandex" }),
          },
        },
      },
    ]);
  });

  it("tells webhooks what it has earned itself", async () => {
    const points = [{ id: "lead", event: "Lead Submitted", points: 30 }];
    const rules = shop({ scoring: { ...artifact.scoring, points } });
    const app = await leadsApp({ rules });
    await app.asServer("/v1/leads", { ...LEAD, visitorId: "v1" });
    expect((await payloads(app))[0]?.data.visitor).toMatchObject({ score: 30, visits: 0 });
  });

  it.each(["visitorId", "anonymousId", "messageId"])(
    "has no half a character, and no more than 200, in its %s",
    async (field) => {
      const app = await leadsApp();
      for (const name of ["n\ud800", "n".repeat(201)]) {
        const response = await app.asServer("/v1/leads", { ...LEAD, [field]: name });
        expect(response.status).toBe(400);
        expect(await response.json()).toMatchObject({ errors: [{ path: `$.${field}` }] });
      }
    },
  );

  it("is kept with its webhooks or not at all", async () => {
    const whole = createMemoryStore();
    const store = {
      ...whole,
      append: (batch: Parameters<typeof whole.append>[0]) =>
        batch.entries.length > 0 ? Promise.reject(new Error("disk")) : whole.append(batch),
    };
    const app = await leadsApp({ store });
    const response = await app.asServer("/v1/leads", { ...LEAD, visitorId: "v1" });
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("1");
    expect(await app.deliveries()).toEqual([]);
    expect((await app.list()).leads).toEqual([]);
  });

  it("of a visitor who was erased is kept without them, and their cookie ends", async () => {
    const app = await leadsApp();
    const { cookie } = await app.decideAsPage();
    const { cookie: renewed } = await app.decideAsPage({ Cookie: cookie });
    const token = await app.token();
    const [id = ""] = await app.store.list("shop", { limit: 10 });
    expect(await app.store.erase({ site: "shop", id })).toBe(true);
    const response = await app.sendAsPage({ form: { token } }, { Cookie: renewed || cookie });
    expect(response.status).toBe(200);
    expect(response.headers.get("set-cookie")).toMatch(/fct_v=deleted|Max-Age=0/u);
    const { leads } = await app.list();
    expect(leads).toMatchObject([{ fields: { phone: "+74951234567" } }]);
    expect(leads[0]).not.toHaveProperty("visitor");
    expect(await app.deliveries()).toHaveLength(1);
  });

  it("goes with its visitor when they are erased", async () => {
    const app = await leadsApp();
    await app.asServer("/v1/leads", { ...LEAD, visitorId: "v1" });
    await app.store.erase({ site: "shop", id: "v1" });
    expect((await app.list()).leads).toEqual([]);
    expect(await app.deliveries()).toEqual([]);
  });
});

describe("a page's submit", () => {
  it("counts with the token of its page, and is the visitor's", async () => {
    const app = await leadsApp();
    const { decision, cookie } = await app.decideAsPage();
    app.clock.now += 2_000;
    const lead = { form: { token: decision.formToken, trap: "" } };
    const response = await app.sendAsPage(lead, { Cookie: cookie });
    expect(await response.json()).toMatchObject({ success: true, message: "We will call you" });
    const { leads } = await app.list();
    expect(leads).toHaveLength(1);
    expect(leads[0]?.visitor).toMatchObject({ visits: 1 });
    expect(await app.deliveries()).toHaveLength(1);
    expect((await app.list("?status=quarantined")).leads).toEqual([]);
  });

  it.each<[string, (token: string) => object, number]>([
    ["trap-filled", (token) => ({ form: { token, trap: "https://spam.example" } }), 5_000],
    ["no-token", () => ({}), 5_000],
    ["no-token", () => ({ form: { token: "" } }), 5_000],
    ["bad-token", (token) => ({ form: { token: `${token.slice(0, -2)}AA` } }), 5_000],
    ["bad-token", () => ({ form: { token: "v1.made.up" } }), 5_000],
    ["bad-token", (token) => ({ form: { token } }), 12 * 60 * MINUTE + 1_000],
    ["too-fast", (token) => ({ form: { token } }), 1_999],
  ])(
    "that is %s waits in quarantine, and is answered as if it counted",
    async (reason, make, ageMs) => {
      const app = await leadsApp();
      const { decision } = await app.decideAsPage();
      app.clock.now += ageMs;
      const response = await app.sendAsPage({ messageId: "m1", ...make(decision.formToken ?? "") });
      expect(response.status).toBe(200);
      expect(response.headers.get("set-cookie")).toContain("fct_v=");
      expect(await response.json()).toEqual({
        success: true,
        lead: "m1",
        duplicate: false,
        message: "We will call you",
      });
      expect((await app.list()).leads).toEqual([]);
      expect(await app.deliveries()).toEqual([]);
      const { leads } = await app.list("?status=quarantined");
      expect(leads).toMatchObject([
        { id: "m1", suspicions: [reason], fields: { phone: "+74951234567" } },
      ]);
      expect(await app.stateOf(leads[0]?.visitor?.id ?? "")).toBeUndefined();
    },
  );

  it("that comes from no page at all waits in quarantine", async () => {
    const app = await leadsApp();
    const token = await app.token();
    await app.post("/v1/leads", { ...LEAD, form: { token } }, app.pages.bearer);
    expect((await app.list("?status=quarantined")).leads).toMatchObject([
      { suspicions: ["no-origin"] },
    ]);
  });

  it("does not pass with the token of another site, nor with a visitor's cookie as one", async () => {
    const app = await leadsApp();
    const { cookie } = await app.decideAsPage();
    await app.sendAsPage({ form: { token: cookie.split("=")[1] } });
    expect((await app.list("?status=quarantined")).leads).toMatchObject([
      { suspicions: ["bad-token"] },
    ]);
  });

  it("that a server hands on is looked at, too; a server's own is believed", async () => {
    const app = await leadsApp();
    const token = await app.token();
    await app.asServer("/v1/leads", { ...LEAD, messageId: "own" });
    await app.asServer("/v1/leads", { ...LEAD, messageId: "good", form: { token } });
    await app.asServer("/v1/leads", { ...LEAD, messageId: "spam", form: { token, trap: "x" } });
    await app.asServer("/v1/leads", { ...LEAD, messageId: "bare", form: {} });
    expect((await app.list()).leads.map(({ id }) => id)).toEqual(["good", "own"]);
    const { leads } = await app.list("?status=quarantined");
    expect(leads.map(({ id }) => id)).toEqual(["bare", "spam"]);
  });

  it("is told of its mistakes before anything else", async () => {
    const app = await leadsApp();
    expect((await app.sendAsPage({ fields: { phone: "x" } })).status).toBe(422);
    expect((await app.list("?status=quarantined")).leads).toEqual([]);
  });
});

describe("a decision", () => {
  it("has a token where the page shows a form, or an offer with one", async () => {
    const app = await leadsApp();
    expect((await app.decideAsPage()).decision.formToken).toMatch(/^v1\./u);
    const elsewhere = { url: `${ORIGIN}/about`, visitorId: "v9" };
    const response = await app.asServer("/v1/decide", elsewhere);
    const { offers, formToken } = (await response.json()) as {
      offers: unknown[];
      formToken?: string;
    };
    expect([offers.length, formToken === undefined]).toEqual([1, false]);
    await app.take("/v1/track", {
      event: "Offer Shown",
      visitorId: "v9",
      properties: { offer: "discount" },
    });
    const again = await app.asServer("/v1/decide", elsewhere);
    expect(await again.json()).not.toHaveProperty("formToken");
  });
});

describe("a lead in quarantine", () => {
  async function suspected() {
    const app = await leadsApp();
    const { cookie } = await app.decideAsPage();
    const again = await app.decideAsPage({ Cookie: cookie });
    await app.sendAsPage({ messageId: "m1" }, { Cookie: again.cookie || cookie });
    const [lead] = (await app.list("?status=quarantined")).leads;
    if (lead?.release === undefined) throw new Error("nothing is in quarantine");
    const release = (id = lead.release) =>
      app.post(`/v1/leads/${encodeURIComponent(id ?? "")}/release`, "", app.secret.bearer);
    return { ...app, lead, release };
  }

  it("is released as if it had come clean", async () => {
    const app = await suspected();
    const id = app.lead.visitor?.id ?? "";
    expect((await app.stateOf(id))?.history.submissions).toBe(0);
    app.clock.now += 10 * MINUTE;
    const response = await app.release();
    expect(await response.json()).toEqual({ success: true, lead: "m1", duplicate: false });
    const state = await app.stateOf(id);
    expect(state?.traits["phone"]).toBe("+74951234567");
    expect(state?.history.submissions).toBe(1);
    expect((await app.logOf(id)).at(-1)?.fact.at).toBe(NOW);
    expect(await payloads(app)).toMatchObject([
      { timestamp: new Date(NOW).toISOString(), data: { id: "m1", visitor: { id } } },
    ]);
    expect((await app.list()).leads).toMatchObject([{ id: "m1" }]);
    expect((await app.list("?status=quarantined")).leads).toEqual([]);
    expect((await app.release()).status).toBe(404);
  });

  it("is not an event that could be replayed", async () => {
    const app = await suspected();
    const listed = await app.request("/v1/quarantine", { headers: app.secret.bearer });
    expect(await listed.json()).toEqual({ events: [] });
    await app.post("/v1/quarantine/replay", "", app.secret.bearer);
    expect((await app.list("?status=quarantined")).leads).toHaveLength(1);
  });

  it("counts by itself where the same comes again clean", async () => {
    const app = await suspected();
    const token = await app.token();
    await app.sendAsPage({ messageId: "m1", form: { token } });
    expect((await app.list()).leads).toMatchObject([{ id: "m1" }]);
    expect((await app.list("?status=quarantined")).leads).toEqual([]);
  });

  it("is one, however often it comes", async () => {
    const app = await suspected();
    const again = await app.sendAsPage({ messageId: "m1" });
    expect(await again.json()).toMatchObject({ success: true, duplicate: true });
    expect((await app.list("?status=quarantined")).leads).toHaveLength(1);
  });

  it.each(["nothing", "1-x", `${NOW}-m1`, `${NOW}-lead:m2`])("is not called %s", async (id) => {
    const app = await suspected();
    expect((await app.release(id)).status).toBe(404);
  });
});

describe("the id of a lead", () => {
  it.each([
    ["messageId", { messageId: "k1" }, {}],
    ["Idempotency-Key", {}, { "Idempotency-Key": "k1" }],
    ["quoted Idempotency-Key", {}, { "Idempotency-Key": '"k1"' }],
  ])("makes a resend harmless, told by %s", async (_, body, headers) => {
    const app = await leadsApp();
    const send = (fields: object = LEAD.fields) =>
      app.asServer("/v1/leads", { ...LEAD, fields, visitorId: "v1", ...body }, headers);
    expect(await (await send()).json()).toMatchObject({ lead: "k1", duplicate: false });
    app.clock.now += 6 * 24 * 60 * MINUTE;
    expect(await (await send()).json()).toMatchObject({ lead: "k1", duplicate: true });
    const other = await send({ phone: "7654321" });
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({
      type: "urn:facet:problem:id-taken",
      errors: [{ path: "$.messageId" }],
    });
    expect((await app.list()).leads).toHaveLength(1);
    expect(await app.deliveries()).toHaveLength(1);
    expect((await app.stateOf("v1"))?.history.submissions).toBe(1);
  });

  it("counts one of many that come at once, and refuses those that say something else", async () => {
    const app = await leadsApp();
    const send = (phone: string) =>
      app.asServer("/v1/leads", { ...LEAD, fields: { phone }, visitorId: "v1", messageId: "k1" });
    const same = await Promise.all(Array.from({ length: 8 }, () => send("1234567")));
    expect(same.map(({ status }) => status)).toEqual(same.map(() => 200));
    const answers = await Promise.all(same.map((answer) => answer.json()));
    expect(answers.filter(({ duplicate }) => duplicate === false)).toHaveLength(1);
    const mixed = await Promise.all(
      ["1", "2", "3", "4"].map((digit) =>
        app.asServer("/v1/leads", {
          ...LEAD,
          fields: { phone: `${digit}234567` },
          messageId: "k2",
        }),
      ),
    );
    expect(mixed.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    expect(await app.deliveries()).toHaveLength(2);
  });

  it("is refused where an event had it before: the lead would be lost", async () => {
    const app = await leadsApp();
    await app.take("/v1/track", { event: "E", visitorId: "v1", messageId: "k1" });
    const response = await app.asServer("/v1/leads", { ...LEAD, messageId: "k1" });
    expect(response.status).toBe(409);
  });

  it("is refused where it is none", async () => {
    const app = await leadsApp();
    const headers = { "Idempotency-Key": "a b" };
    expect((await app.asServer("/v1/leads", LEAD, headers)).status).toBe(400);
  });
});

describe("the list of leads", () => {
  it("comes in parts, oldest first", async () => {
    const app = await leadsApp();
    for (const messageId of ["a", "b", "c"]) {
      await app.asServer("/v1/leads", { ...LEAD, messageId });
      app.clock.now += 1_000;
    }
    const first = await app.list("?limit=2");
    expect(first.leads.map(({ id }) => id)).toEqual(["a", "b"]);
    const rest = await app.list(`?limit=2&after=${first.next}`);
    expect(rest.leads.map(({ id }) => id)).toEqual(["c"]);
    expect(rest).not.toHaveProperty("next");
  });

  it("is a table for spreadsheets, in which nothing runs", async () => {
    const app = await leadsApp();
    const fields = { phone: "1234567", rooms: 3, agree: true };
    await app.asServer("/v1/leads", { ...LEAD, fields, messageId: "=1+1", url: "@SUM(A1)" });
    await app.asServer("/v1/leads", { fields: { "=cmd": "=cmd|' /C calc'!A0", tel: "+7 495" } });
    const headers = { ...app.secret.bearer, Accept: "text/csv" };
    const response = await app.request("/v1/leads?limit=1", { headers });
    expect(response.headers.get("content-type")).toContain("text/csv");
    expect(response.headers.get("link")).toMatch(
      /^<\/v1\/leads\?status=received&limit=1&after=.*>; rel="next"$/u,
    );
    const whole = await (await app.request("/v1/leads", { headers })).text();
    const cells = whole.split(/[,\r\n]+/u).map((cell) => cell.replace(/^"/u, ""));
    expect(cells.filter((cell) => /^[=+@]/u.test(cell))).toEqual([]);
    expect(whole).toContain("'=1+1");
    expect(whole).toContain("yes");
  });

  it.each(["?status=lost", "?limit=0", "?after=x", "?afer=1"])(
    "does not know %s",
    async (query) => {
      const app = await leadsApp();
      const response = await app.request(`/v1/leads${query}`, { headers: app.secret.bearer });
      expect(response.status).toBe(400);
    },
  );
});

describe("a form that is posted without JavaScript to the service", () => {
  async function send(
    app: App,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ) {
    return app.request(`${API}/v1/leads?key=${app.pages.text}`, {
      method: "POST",
      headers: { Origin: ORIGIN, ...headers },
      body: new URLSearchParams({ _facet_slot: "lead.form", _facet_page: "/okna?a=1", ...fields }),
    });
  }

  it("counts with its token, and goes back to its page", async () => {
    const app = await leadsApp();
    const response = await send(app, { phone: "1234567", _facet_token: await app.token() });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(
      `${ORIGIN}/okna?a=1&facet-form=lead.form&facet-status=thanks#facet-lead.form`,
    );
    expect((await app.list()).leads).toMatchObject([{ url: `${ORIGIN}/okna?a=1` }]);
  });

  it("goes back the same where somebody filled in what nobody sees", async () => {
    const app = await leadsApp();
    const spam = { phone: "1234567", _facet_token: await app.token(), _facet_website: "x" };
    const response = await send(app, spam);
    expect(response.headers.get("location")).toContain("facet-status=thanks");
    expect((await app.list("?status=quarantined")).leads).toMatchObject([
      { suspicions: ["trap-filled"], fields: { phone: "1234567" } },
    ]);
  });

  it("is refused on a page that the key is not for", async () => {
    const app = await leadsApp();
    const response = await send(app, { phone: "1234567" }, { Origin: "https://evil.example" });
    expect(response.status).toBe(403);
  });
});
