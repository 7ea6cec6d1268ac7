import type { DecideResponse } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import type { RulesetSource } from "../../src/rulesets/source.ts";
import { toNoVarySearch } from "../../src/routes/no-vary-search.ts";
import { fixedRules, testApp } from "../fixtures/app.ts";
import { artifact, shop } from "../fixtures/ruleset.ts";

/** The shop without the rule that asks for visits: its pages can be shared. */
const rules = artifact.rules.map((rule) =>
  rule.kind === "rule" ? Object.assign({}, rule, { variants: rule.variants.slice(1) }) : rule,
);
const shared = () => testApp({ rules: shop({ rules }) });
const url = "https://shop.example/okna?utm_term=country%20house";

describe("a decision says how it may be cached", () => {
  it("for everybody of one key, where the request alone decides", async () => {
    const app = await shared();
    const response = await app.post("/v1/decide", { url });
    const { cache } = (await response.json()) as DecideResponse;
    expect(cache).toMatchObject({ scope: "shared", maxAge: 300, swr: 600 });
    expect(cache?.varies).toEqual(["utm.term"]);
    expect(response.headers.get("Facet-Key")).toBe(cache?.key);
    expect(response.headers.get("Facet-Scope")).toBe("shared");
    expect(response.headers.get("Cache-Control")).toBe("private, no-store");
  });

  it("for nobody else, where the visitor's past decides", async () => {
    const app = await testApp();
    const response = await app.post("/v1/decide", { url });
    expect(((await response.json()) as DecideResponse).cache).toMatchObject({
      scope: "private",
      maxAge: 0,
    });
    expect(response.headers.get("Facet-Key")).toBeNull();
    expect(response.headers.get("Facet-Scope")).toBe("private");
  });

  it("with one key for the whole page, however few slots are asked for", async () => {
    const app = await shared();
    const whole = await app.decide({ url, visitorId: "a" });
    const narrow = await app.decide({ url, visitorId: "a", slots: ["hero.headline"] });
    expect(narrow.cache?.key).toBe(whole.cache?.key);
  });

  it("not at all on no page", async () => {
    expect(
      (await (await shared()).decide({ url: "https://shop.example/nowhere" })).cache,
    ).toBeUndefined();
  });
});

describe("GET /v1/render/{page}/{code}", () => {
  it("gives the slots of the decision, to be kept for ever", async () => {
    const app = await shared();
    const { slots, cache } = await app.decide({ url });
    const response = await app.request(`/v1/render/okna/${cache?.key}`);
    expect(await response.json()).toEqual({ page: "okna", code: cache?.key, slots });
    expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("Set-Cookie")).toBeNull();
  });

  it.each(["0", "aaaaa-0", "aaaaa-zzzz", "__proto__", "%00"])(
    "answers 404 to %s, to be kept by nobody",
    async (code) => {
      const response = await (await shared()).request(`/v1/render/okna/${code}`);
      expect(response.status).toBe(404);
      expect(response.headers.get("Cache-Control")).toBe("private, no-store");
    },
  );

  it("still knows the codes of the rule set before", async () => {
    const before = shop({ rules });
    const now = shop({ rules: [], revision: "r_ffffffffffff" });
    const source: RulesetSource = { ...fixedRules(now), recent: () => [now, before] };
    const { slots, cache } = await (await testApp({ rules: before })).decide({ url });
    const app = await testApp({ rulesets: source });
    expect(await (await app.request(`/v1/render/okna/${cache?.key}`)).json()).toMatchObject({
      slots,
    });
  });
});

describe("with FACET_CODE_SECRET", () => {
  const secret = "a secret of the tests";
  const signed = (codeSecret = secret) => testApp({ rules: shop({ rules }), codeSecret });

  it("signs the codes that leave it, and renders those", async () => {
    const app = await signed();
    const response = await app.post("/v1/decide", { url, consent: { storage: false } });
    const { cache, slots } = (await response.json()) as DecideResponse;
    const key = cache?.key ?? "";
    expect(key).toMatch(/^[0-9a-z]{5}-[0-9a-z]{1,64}\.[A-Za-z0-9_-]{8}$/);
    expect(response.headers.get("Facet-Key")).toBe(key);
    const { codes } = await (await app.request("/v1/pages/okna/codes")).json();
    expect(codes).toEqual([{ code: key, count: 1 }]);
    const rendered = await app.request(`/v1/render/okna/${key}`);
    expect(await rendered.json()).toEqual({ page: "okna", code: key, slots });
  });

  it("refuses codes without a signature, and with another one", async () => {
    const app = await signed();
    const key = (await app.decide({ url, consent: { storage: false } })).cache?.key ?? "";
    const [bare = ""] = key.split(".");
    const foreign = await (
      await signed("another secret")
    ).decide({
      url,
      consent: { storage: false },
    });
    const forged = [bare, `${bare}.AAAAAAAA`, `${bare}-0.${key.slice(-8)}`, foreign.cache?.key];
    for (const code of forged) {
      expect((await app.request(`/v1/render/okna/${code}`)).status).toBe(404);
    }
    expect((await app.request(`/v1/render/about/${key}`)).status).toBe(404);
  });

  it("is not needed to read the codes that a client signed", async () => {
    const key = (await (await signed()).decide({ url, consent: { storage: false } })).cache?.key;
    expect((await (await shared()).request(`/v1/render/okna/${key}`)).status).toBe(200);
  });
});

describe("GET /v1/pages/{page}", () => {
  it("lists the commonest codes first", async () => {
    const app = await shared();
    const plain = "https://shop.example/okna";
    for (const each of [url, plain, plain])
      await app.decide({ url: each, consent: { storage: false } });
    await app.decide({ url: plain, peek: true, consent: { storage: false } });
    const { codes, revision } = await (await app.request("/v1/pages/okna/codes")).json();
    expect(codes.map(({ count }: { count: number }) => count)).toEqual([2, 1]);
    expect(codes[0].code).toBe(`${revision}-0`);
    const one = await (await app.request("/v1/pages/okna/codes?top=1")).json();
    expect(one.codes).toHaveLength(1);
  });

  it("says what decides it", async () => {
    const app = await shared();
    expect(await (await app.request("/v1/pages/okna/inputs")).json()).toMatchObject({
      page: "okna",
      signals: ["utm.term"],
      history: false,
      experiments: true,
      noVarySearch: 'key-order, params, except=("utm_term")',
    });
    expect(await (await (await testApp()).request("/v1/pages/okna/inputs")).json()).toMatchObject({
      signals: ["utm.term", "visits"],
      history: true,
    });
  });

  it("guesses what a misspelt page was to be", async () => {
    const response = await (await shared()).request("/v1/pages/okn/inputs");
    expect(response.status).toBe(404);
    expect(((await response.json()) as { detail: string }).detail).toContain('did you mean "okna"');
  });
});

describe("No-Vary-Search", () => {
  it.each([
    [[], "key-order, params"],
    [["geo.city"], "key-order, params"],
    [["utm.campaign"], 'key-order, params, except=("utm_campaign")'],
    [["url.query.ref", "device.type"], 'key-order, params, except=("ref")'],
  ])("of %j is %s", (signals, header) => {
    expect(toNoVarySearch(signals)).toBe(header);
  });

  it("names all that a phrase may come in", () => {
    expect(toNoVarySearch(["keyword"])).toContain('"phrase_id"');
    expect(toNoVarySearch(["keyword"])).toContain('"utm_term"');
  });
});
