import { describe, expect, it } from "vitest";
import { pageOrigin, parseOrigin } from "../../src/access/origin.ts";

describe("an origin as people write it", () => {
  it.each([
    ["https://okna.example", "https://okna.example"],
    [" https://OKNA.example:443/ ", "https://okna.example"],
    ["http://localhost:4321", "http://localhost:4321"],
    ["https://окна.рф", "https://xn--80atjc.xn--p1ai"],
    ["https://[::1]:8443", "https://[::1]:8443"],
  ])("is read: %s", (text, origin) => {
    expect(parseOrigin(text)).toBe(origin);
  });

  it.each([
    "",
    "*",
    "null",
    "okna.example",
    "//okna.example",
    "https://",
    "https://okna.example/page",
    "https://okna.example?a",
    "https://okna.example/#a",
    "https://user:pass@okna.example",
    "https://*.okna.example",
    "https://*",
    "https://okna.example?",
    "https://okna.example#",
    "ftp://okna.example",
    "javascript:alert(1)",
    "file:///etc",
  ])("is refused: %s", (text) => {
    expect(parseOrigin(text)).toBeUndefined();
  });
});

describe("the page that makes a call", () => {
  const origin = (headers: Record<string, string>) => pageOrigin((name) => headers[name]);

  it("is the Origin header's", () => {
    expect(origin({ origin: "https://okna.example" })).toBe("https://okna.example");
    expect(origin({ origin: "https://okna.example", "sec-fetch-site": "same-origin" })).toBe(
      "https://okna.example",
    );
  });

  it("is one that does not say where it is from", () => {
    expect(origin({ origin: "null" })).toBeNull();
    expect(origin({ "sec-fetch-site": "cross-site" })).toBeNull();
  });

  it("is the Referer's where a browser sends no Origin with an image or a link", () => {
    const headers = { "sec-fetch-site": "cross-site", referer: "https://evil.example/page?x" };
    expect(origin(headers)).toBe("https://evil.example");
  });

  it("is none where a program calls, or a page of the very server", () => {
    expect(origin({})).toBeUndefined();
    expect(origin({ referer: "https://okna.example/" })).toBeUndefined();
    expect(origin({ "sec-fetch-site": "same-origin" })).toBeUndefined();
    expect(origin({ "sec-fetch-site": "none" })).toBeUndefined();
  });
});
