import type { OfrepBulk, OfrepFailure, OfrepFlag } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import { testApp, fixedRules } from "../fixtures/app.ts";
import { testKey } from "../fixtures/keys.ts";
import { artifact, shop } from "../fixtures/ruleset.ts";

const FLAGS = "/ofrep/v1/evaluate/flags";
const url = "https://shop.example/okna?utm_term=country%20house";

async function setUp() {
  const app = await testApp();
  const flag = async (key: string, context?: object) => {
    const response = await app.post(`${FLAGS}/${key}`, context === undefined ? {} : { context });
    return { status: response.status, body: (await response.json()) as OfrepFlag & OfrepFailure };
  };
  return { ...app, flag };
}

describe("a flag", () => {
  it("is a slot with its content, and which variant of which rule it is", async () => {
    const { flag } = await setUp();
    expect(await flag("hero.headline", { url })).toEqual({
      status: 200,
      body: {
        key: "hero.headline",
        reason: "TARGETING_MATCH",
        variant: "greeting/country-house",
        value: "Windows for a country house",
        metadata: { type: "text", rule: "greeting", variant: "country-house" },
      },
    });
  });

  it("is of the page that has the slot, where the context names none", async () => {
    const { flag } = await setUp();
    const { body } = await flag("other.text");
    expect(body).toMatchObject({ value: "Elsewhere", variant: "default", reason: "STATIC" });
    const elsewhere = await flag("other.text", { url });
    expect(elsewhere.body).toMatchObject({ value: "Elsewhere", variant: "default" });
  });

  it("of an experiment is drawn for the visitor, the same every time", async () => {
    const { flag } = await setUp();
    const arms = new Set<string>();
    for (let i = 0; i < 20; i++) {
      const context = { url, targetingKey: `visitor-${i}` };
      const { body } = await flag("hero.cta", context);
      expect(body).toMatchObject({ reason: "SPLIT", metadata: { experiment: "cta-test" } });
      expect((await flag("hero.cta", context)).body).toEqual(body);
      arms.add(body.variant);
    }
    expect([...arms].sort()).toEqual(["cta-test/a", "cta-test/b"]);
  });

  it("of an offer says whether it may show", async () => {
    const { flag } = await setUp();
    const { body } = await flag("discount", { url, targetingKey: "anna" });
    expect(body).toMatchObject({ value: true, variant: "on", metadata: { type: "modal" } });
  });

  it("counts nothing", async () => {
    const { flag, request } = await setUp();
    await flag("hero.headline", { url, targetingKey: "anna" });
    expect((await request("/v1/visitors/anna")).status).toBe(404);
  });

  it("that there is not is not found, with the one that was probably meant", async () => {
    const { flag } = await setUp();
    expect(await flag("hero.headlin", { url })).toEqual({
      status: 404,
      body: {
        key: "hero.headlin",
        errorCode: "FLAG_NOT_FOUND",
        errorDetails: expect.stringContaining('did you mean "hero.headline"?'),
      },
    });
  });

  it.each([
    [{ url: 5 }, "INVALID_CONTEXT", "$.context.url"],
    [{ page: "okno" }, "INVALID_CONTEXT", 'did you mean "okna"?'],
    [{ targetingKey: 7 }, "INVALID_CONTEXT", "$.context.targetingKey"],
  ])("with the context %j is refused", async (context, errorCode, words) => {
    const { flag } = await setUp();
    const { status, body } = await flag("hero.headline", context);
    expect([status, body.errorCode]).toEqual([400, errorCode]);
    expect(body.errorDetails).toContain(words);
  });

  it("with a body that is no JSON is refused", async () => {
    const { request } = await setUp();
    const response = await request(`${FLAGS}/hero.headline`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: "{",
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errorCode: "PARSE_ERROR" });
  });

  it("may be hidden: then it has nothing to show, and says so", async () => {
    const hide = {
      kind: "rule",
      id: "hide",
      priority: 500,
      enabled: true,
      bundle: false,
      slots: ["hero.headline", "hero.cta"],
      variants: [
        {
          id: "all",
          content: {
            "hero.headline": { en: { hidden: true } },
            "hero.cta": { en: { hidden: true } },
          },
        },
      ],
    } as const;
    const { post } = await testApp({ rules: shop({ rules: [hide, ...artifact.rules] }) });
    const { flags } = (await (await post(FLAGS, { context: { url } })).json()) as OfrepBulk;
    const byKey = new Map(flags.map((each) => [each.key, each]));
    expect(byKey.get("hero.headline")).toMatchObject({ value: "", metadata: { hidden: true } });
    expect(byKey.get("hero.cta")).toMatchObject({ value: { hidden: true } });
  });
});

describe("all flags", () => {
  it("are every slot and every offer, each as alone", async () => {
    const { post, flag } = await setUp();
    const context = { url, targetingKey: "anna" };
    const { flags } = (await (await post(FLAGS, { context })).json()) as OfrepBulk;
    expect(flags.map(({ key }) => key)).toEqual(flags.map(({ key }) => key).toSorted());
    expect(flags.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["hero.headline", "hero.cta", "lead.form", "other.text", "discount"]),
    );
    for (const each of flags) expect((await flag(each.key, context)).body).toEqual(each);
  });

  it("are not sent again to whoever has them", async () => {
    const { post } = await setUp();
    const context = { url, targetingKey: "anna" };
    const first = await post(FLAGS, { context });
    const tag = first.headers.get("etag") ?? "";
    const again = await post(FLAGS, { context }, { "If-None-Match": tag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const other = await post(
      FLAGS,
      { context: { targetingKey: "anna" } },
      { "If-None-Match": tag },
    );
    expect(other.status).toBe(200);
  });

  it("are none while no rules are served", async () => {
    const { post } = await testApp({ rulesets: fixedRules(undefined) });
    const response = await post(FLAGS, { context: { url } });
    expect(await response.json()).toEqual({ flags: [] });
  });

  it("never are another visitor's where a page asks", async () => {
    const { key, bearer } = await testKey("publishable", "shop");
    const { post } = await testApp({ keys: [key] });
    const call = (targetingKey: string) => post(FLAGS, { context: { url, targetingKey } }, bearer);
    const [anna, ben] = await Promise.all([call("anna"), call("ben")]);
    expect(anna.status).toBe(200);
    expect(await anna.text()).toBe(await ben.text());
  });
});
