import { describe, expect, it } from "vitest";
import { COOKIE_MAX_AGE_SECONDS, visitorCookie } from "../../src/visitors/cookie.ts";
import { parseCookieBody, writeCookieBody } from "../../src/visitors/cookie-body.ts";
import { createFirstViews } from "../../src/visitors/first-views.ts";
import { createCookieMemory } from "../../src/visitors/cookie-memory.ts";
import {
  identify,
  type IdentityFacts,
  type IdentityTools,
  newIdentity,
} from "../../src/visitors/identity.ts";
import { createSeal, makeCookieKey, type Seal } from "../../src/visitors/seal.ts";
import { COOKIE_KEY, cookiePair, testApp } from "../fixtures/app.ts";
import { NOW, view } from "./facts.ts";

const SECONDS = NOW / 1_000;
const CONTEXT = { site: "shop", now: NOW };
const PAGE = "https://shop.example/okna";

interface Sealing {
  readonly site?: string;
  readonly purpose?: string;
  readonly issuedAt?: number;
  readonly key?: string;
  readonly body?: string;
}

async function sealed(sealing: Sealing = {}): Promise<string> {
  const { key = COOKIE_KEY, body = writeCookieBody({ id: "v1" }) } = sealing;
  const { site = "shop", purpose = "visitor", issuedAt = SECONDS } = sealing;
  return (await createSeal(key)).seal(body, { site, purpose, issuedAt });
}

function toolsOf(seal: Seal): IdentityTools {
  return { seal, firsts: createFirstViews(), memory: createCookieMemory() };
}

async function identified(facts: IdentityFacts) {
  const seal = await createSeal(COOKIE_KEY);
  return identify(facts, toolsOf(seal), CONTEXT);
}

const HOSTILE: readonly (readonly [string, () => Promise<string>])[] = [
  ["nothing", async () => ""],
  ["made up", async () => "v1.AAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
  ["a name", async () => "v1"],
  ["__proto__", async () => "__proto__"],
  ["cut", async () => (await sealed()).slice(0, -1)],
  ["8 KB long", async () => (await sealed()).padEnd(8_192, "A")],
  ["of another site", () => sealed({ site: "other" })],
  ["of another purpose", () => sealed({ purpose: "form" })],
  ["under another key", () => sealed({ key: makeCookieKey() })],
  ["expired", () => sealed({ issuedAt: SECONDS - COOKIE_MAX_AGE_SECONDS - 1 })],
  ["from the future", () => sealed({ issuedAt: SECONDS + 301 })],
  ["sealed over no list", () => sealed({ body: '{"__proto__":{"id":"v1"},"id":"v1"}' })],
  ["sealed over no JSON", () => sealed({ body: "v1" })],
  ["sealed in another form", () => sealed({ body: '[2,"v1"]' })],
  ["sealed over no id", () => sealed({ body: '[1,{"id":"v1"}]' })],
];

describe("a cookie", () => {
  it("says who the visitor is, by header or by value", async () => {
    const value = await sealed();
    const bySome = [
      { state: value },
      { cookieHeaders: [`a=b; __Host-fct_v=${value}`] },
      { cookieHeaders: [undefined, `fct_v=${value}`] },
      { state: "forged", cookieHeaders: ["fct_v=forged", `__Host-fct_v=${value}`] },
    ];
    for (const facts of bySome) {
      expect(await identified(facts)).toMatchObject({
        id: "v1",
        sealed: { issuedAt: SECONDS, isCurrent: true },
      });
    }
  });

  it.each(HOSTILE)("that is %s is ignored", async (_, make) => {
    const value = await make();
    expect(await identified({ state: value })).toBeUndefined();
    expect(await identified({ cookieHeaders: [`__Host-fct_v=${value}`] })).toBeUndefined();
  });

  it.each(HOSTILE)("that is %s gets a fresh id and no error", async (_, make) => {
    const { decide, clock } = await testApp();
    clock.now = NOW;
    const { visitor, cookies } = await decide(
      { url: PAGE },
      { Cookie: `__Host-fct_v=${await make()}` },
    );
    expect(visitor.id).toMatch(/^[\da-f-]{36}$/u);
    expect(cookies).toHaveLength(1);
  });

  it("that comes twice with two values is ignored, with one value is not", async () => {
    const [a, b] = [await sealed(), await sealed()];
    expect(await identified({ cookieHeaders: [`fct_v=${a}; fct_v=${b}`] })).toBeUndefined();
    expect(await identified({ cookieHeaders: [`fct_v=${a}; fct_v=${a}`] })).toBeDefined();
  });

  it("without a prefix does not count where a page is secure", async () => {
    const cookieHeaders = [`fct_v=${await sealed()}`];
    expect(await identified({ cookieHeaders, pageUrl: PAGE })).toBeUndefined();
    expect(await identified({ cookieHeaders, pageUrl: "http://localhost/okna" })).toBeDefined();
  });

  it("gives way to the name that a server vouches for, unless it is the same", async () => {
    const state = await sealed();
    const other = await identified({ named: "v2", state });
    expect(other).toEqual({ id: "v2" });
    expect(await identified({ named: "v1", state })).toMatchObject({ sealed: { id: "v1" } });
  });

  it("under an older key still counts, and is to be sealed anew", async () => {
    const newer = makeCookieKey();
    const seal = await createSeal(`${newer},${COOKIE_KEY}`);
    const found = await identify({ state: await sealed() }, toolsOf(seal), CONTEXT);
    expect(found).toMatchObject({ id: "v1", sealed: { isCurrent: false } });
  });
});

describe("a cookie that was opened before", () => {
  it("is opened once, and counts as long as it is in time, for its own site", async () => {
    const seal = await createSeal(COOKIE_KEY);
    let opened = 0;
    const counting: Seal = {
      ...seal,
      open(...args) {
        opened += 1;
        return seal.open(...args);
      },
    };
    const tools = toolsOf(counting);
    const state = await sealed();
    const later = (seconds: number, site = "shop") =>
      identify({ state }, tools, { site, now: NOW + seconds * 1_000 });
    expect(await later(0)).toMatchObject({ id: "v1" });
    expect(await later(COOKIE_MAX_AGE_SECONDS)).toEqual(await later(0));
    expect(await later(COOKIE_MAX_AGE_SECONDS + 1)).toBeUndefined();
    expect(await later(-301)).toBeUndefined();
    expect(opened).toBe(1);
    expect(await later(0, "other")).toBeUndefined();
  });
});

describe("a first view", () => {
  const first = {
    site: "shop",
    visitorId: "v1",
    messageId: "view:1",
    receivedAt: NOW,
    fact: view(0),
  };

  it("comes back with the cookie that carried it", async () => {
    const state = await sealed({ body: writeCookieBody({ id: "v1", first }) });
    expect(await identified({ state })).toMatchObject({ id: "v1", first, sealed: { first } });
  });

  it("is given out once to who names the visitor, and not at all by a peek", async () => {
    const firsts = createFirstViews();
    const tools = { ...toolsOf(await createSeal(COOKIE_KEY)), firsts };
    firsts.hold({ site: "shop", id: "v1" }, first);
    const named = (facts: IdentityFacts, site = "shop") =>
      identify({ named: "v1", ...facts }, tools, { ...CONTEXT, site });
    expect(await named({}, "other")).toEqual({ id: "v1" });
    expect(await named({ passive: true })).toMatchObject({ first });
    expect(await named({})).toMatchObject({ first });
    expect(await named({})).toEqual({ id: "v1" });
  });
});

describe("the body of a cookie", () => {
  it("comes out as it went in", () => {
    const body = { id: "v1", state: [1, [2, "x"], null] };
    expect(parseCookieBody(writeCookieBody(body), "shop")).toEqual(body);
    expect(parseCookieBody(writeCookieBody({ id: "v1" }), "shop")).toEqual({ id: "v1" });
  });
});

describe("a new identity", () => {
  it("is never the same twice, and fits into its cookie", async () => {
    const [a, b] = [newIdentity(), newIdentity()];
    expect(a.id).not.toBe(b.id);
    const value = await sealed({ body: writeCookieBody(a) });
    expect(cookiePair(visitorCookie(value, PAGE)).length).toBeLessThan(150);
  });
});
