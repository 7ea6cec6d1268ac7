import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseUrl } from "../src/url.ts";
import { naughtyStrings } from "./naughty.ts";

describe("parseUrl", () => {
  test.each([
    ["https://Okna.Example:8080/okna/?a=1#x=2", "okna.example", "/okna/", { a: "1" }],
    ["/okna?utm_source=yandex", undefined, "/okna", { utm_source: "yandex" }],
    ["okna", undefined, "/okna", {}],
    ["//okna.example/x", "okna.example", "/x", {}],
    ["https://okna.example", "okna.example", "/", {}],
    ["https://okna.example/%D0%BE%D0%BA%D0%BD%D0%B0", "okna.example", "/окна", {}],
    ["https://okna.example/a/../b", "okna.example", "/b", {}],
    ["?x=1&x=2&&=3&y", undefined, "/", { x: "1" }],
    ["", undefined, "/", {}],
    ["javascript:alert(1)?a=b", undefined, undefined, { a: "b" }],
    ["https://[broken/okna?a=b", undefined, undefined, { a: "b" }],
    ["android-app://org.telegram.messenger/", "org.telegram.messenger", undefined, {}],
  ])("reads %s", (text, host, path, query) => {
    const url = parseUrl(text);
    expect(url.host).toBe(host);
    expect(url.path).toBe(path);
    expect({ ...url.query }).toEqual(query);
  });

  test("finds parameters whatever the case of their names", () => {
    const url = parseUrl("/?UTM_Source=a&utm_source=b");
    expect(url.parameters.get("utm_source")).toBe("a");
    expect({ ...url.query }).toEqual({ UTM_Source: "a", utm_source: "b" });
  });

  test("takes names of Object.prototype for ordinary parameters", () => {
    const { query } = parseUrl("/?__proto__=x&constructor=y&hasOwnProperty=z");
    expect(Object.keys(query)).toEqual(["__proto__", "constructor", "hasOwnProperty"]);
    expect(Object.getPrototypeOf(query)).toBeNull();
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  test("bounds the number of parameters and the length of values", () => {
    const many = Array.from({ length: 500 }, (_, i) => `p${i}=${i}`).join("&");
    expect(Object.keys(parseUrl(`/?${many}`).query)).toHaveLength(100);
    expect(parseUrl(`/?a=${"ы".repeat(10_000)}`).query["a"]).toHaveLength(2_048);
  });

  test("leaves unfilled ad macros out and names them", () => {
    const url = parseUrl(
      "/?utm_term={keyword}&ad={{banner_id}}&c=%7Bcampaignid%7D&k=%23default%23&cid=__CID__&utm_content=gid|{gbid}&ok=1",
    );
    expect({ ...url.query }).toEqual({ utm_content: "gid|{gbid}", ok: "1" });
    expect(url.brokenMacros).toEqual(["utm_term", "ad", "c", "k", "cid", "utm_content"]);
  });

  test("removes control and invisible characters", () => {
    expect(parseUrl("/?a=x%00%1By%E2%80%AEz%0Aw").query["a"]).toBe("xyz w");
  });

  test("never throws and keeps its bounds", () => {
    const check = (text: string): void => {
      for (const value of Object.values(parseUrl(text).query)) {
        expect(value.length).toBeLessThanOrEqual(2_048);
        expect(value.isWellFormed()).toBe(true);
      }
    };
    for (const text of naughtyStrings()) {
      check(text);
      check(`https://a.example/?${text}=${text}`);
    }
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), check));
    fc.assert(fc.property(fc.webUrl({ withQueryParameters: true }), check));
  });
});
