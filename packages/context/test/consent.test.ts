import { describe, expect, test } from "vitest";
import { resolveConsent } from "../src/consent.ts";

const all = (value: boolean) => ({
  storage: value,
  analytics: value,
  profile: value,
  ads: value,
  sharing: value,
});

describe("resolveConsent", () => {
  test("follows the site where nobody has spoken", () => {
    expect(resolveConsent({ siteDefault: "granted" })).toEqual(all(true));
    expect(resolveConsent({ siteDefault: "denied" })).toEqual(all(false));
  });

  test("Global Privacy Control denies everything", () => {
    expect(resolveConsent({ gpc: "1", siteDefault: "granted" })).toEqual(all(false));
    expect(resolveConsent({ gpc: "1", siteDefault: "denied" })).toEqual(all(false));
  });

  test.each([
    ["fct_c=storage.analytics", { storage: true, analytics: true }],
    ["a=b; fct_c=storage; c=d", { storage: true }],
    ["fct_c=none", {}],
    ["fct_c=", {}],
    ["fct_c=everything", {}],
    ["fct_c=storage.ads; fct_c=storage", { storage: true }],
  ])("the cookie %j allows what it names and nothing else", (cookieHeader, allowed) => {
    const expected = { ...all(false), ...allowed };
    expect(resolveConsent({ cookieHeader, siteDefault: "granted" })).toEqual(expected);
    expect(resolveConsent({ cookieHeader, gpc: "1", siteDefault: "denied" })).toEqual(expected);
  });

  test("a cookie of another name says nothing", () => {
    const cookieHeader = "xfct_c=none; fct_cc=none; fct_c";
    expect(resolveConsent({ cookieHeader, siteDefault: "granted" })).toEqual(all(true));
  });

  test.each(["0", "1 ", "true", "", "?1"])("%j is no Global Privacy Control signal", (gpc) => {
    expect(resolveConsent({ gpc, siteDefault: "granted" })).toEqual(all(true));
  });

  test("the request's word goes before all, purpose by purpose", () => {
    expect(resolveConsent({ asked: { ads: true }, gpc: "1", siteDefault: "granted" })).toEqual({
      ...all(false),
      ads: true,
    });
    expect(
      resolveConsent({ asked: { ads: true }, cookieHeader: "fct_c=none", siteDefault: "granted" }),
    ).toEqual({ ...all(false), ads: true });
    expect(resolveConsent({ asked: { storage: false }, siteDefault: "granted" })).toEqual({
      ...all(true),
      storage: false,
    });
    expect(resolveConsent({ asked: { storage: true }, siteDefault: "denied" })).toEqual({
      ...all(false),
      storage: true,
    });
  });
});
