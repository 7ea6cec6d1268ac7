import { describe, expect, it } from "vitest";
import { forgetCookie, readVisitorCookies, visitorCookie } from "../../src/visitors/cookie.ts";
import { MAX_SEALED_LENGTH } from "../../src/visitors/seal.ts";

const SECURE_PAGE = "https://shop.example/okna";

describe("the visitor cookies of a Cookie header", () => {
  it.each([
    [undefined, []],
    ["", []],
    ["a=b", []],
    ["fct_v=x", ["x"]],
    ["fct_v=", []],
    ["__Host-fct_v=y; fct_v=x", ["y", "x"]],
    [" fct_v = x ;a=b", ["x"]],
    ["fct_v=x; fct_v=x", ["x"]],
    ["fct_v=x; fct_v=planted", []],
    ["xfct_v=x; fct_vx=y; fct_v", []],
    ["FCT_V=x", []],
    ["fct_v=a=b", ["a=b"]],
  ])("%j are %j", (header, values) => {
    expect(readVisitorCookies(header)).toEqual(values);
  });

  it.each([
    ["http://localhost:3001/okna", ["y", "x"]],
    ["http://127.0.0.1/", ["y", "x"]],
    ["http://[::1]:3000/", ["y", "x"]],
    ["https://localhost/", ["y"]],
    ["http://shop.example/", ["y"]],
    [SECURE_PAGE, ["y"]],
    ["nonsense", ["y"]],
  ])(
    "for a page at %s leave out the name without a prefix, unless it is plain loopback",
    (url, values) => {
      expect(readVisitorCookies("__Host-fct_v=y; fct_v=x", url)).toEqual(values);
    },
  );
});

describe("a visitor cookie", () => {
  it.each([
    [SECURE_PAGE, "__Host-fct_v=x; Path=/; Max-Age=34128000; HttpOnly; Secure; SameSite=Lax"],
    [undefined, "__Host-fct_v=x; Path=/; Max-Age=34128000; HttpOnly; Secure; SameSite=Lax"],
    ["http://localhost/", "fct_v=x; Path=/; Max-Age=34128000; HttpOnly; SameSite=Lax"],
  ])("of a page at %s is %s", (url, expected) => {
    expect(visitorCookie("x", url)).toBe(expected);
  });

  it("is forgotten under the name that it was set by", () => {
    expect(forgetCookie(SECURE_PAGE)).toBe(
      "__Host-fct_v=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax",
    );
    expect(forgetCookie("http://localhost/")).toBe(
      "fct_v=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
    );
  });

  it("has at most 3,584 bytes with its name", () => {
    const cookie = visitorCookie("x".repeat(MAX_SEALED_LENGTH), SECURE_PAGE);
    expect(cookie.split(";")[0]?.length).toBeLessThanOrEqual(3_584);
  });
});
