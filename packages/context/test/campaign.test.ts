import { describe, expect, test } from "vitest";
import { readClick } from "../src/click.ts";
import { readUtm } from "../src/utm.ts";
import { parseUrl } from "../src/url.ts";

const parameters = (query: string): ReadonlyMap<string, string> =>
  parseUrl(`/?${query}`).parameters;

describe("readUtm", () => {
  test("reads the six tags and nothing else", () => {
    const query =
      "utm_source=yandex&utm_medium=cpc&utm_campaign=okna&utm_content=ad1&utm_term=a+b&utm_id=7&utm_x=1";
    expect(readUtm(parameters(query))).toEqual({
      source: "yandex",
      medium: "cpc",
      campaign: "okna",
      content: "ad1",
      term: "a b",
      id: "7",
    });
  });

  test("takes empty tags and unfilled macros for absent", () => {
    expect(readUtm(parameters("utm_source=&utm_medium=+&utm_term={keyword}"))).toEqual({});
  });
});

describe("readClick", () => {
  test.each([
    ["gclid=G1", "google", "G1", true],
    ["wbraid=W1", "google", "W1", true],
    ["gbraid=B1", "google", "B1", true],
    ["yclid=18446744073709551615", "yandex", "18446744073709551615", true],
    ["ymclid=5", "yandex", "5", true],
    ["_openstat=ZGlyZWN0", "yandex", "ZGlyZWN0", true],
    ["fbclid=F", "meta", "F", false],
    ["msclkid=M", "microsoft", "M", true],
    ["rb_clickid=V", "vk", "V", true],
    ["ttclid=T", "tiktok", "T", true],
    ["twclid=X", "twitter", "X", true],
    ["li_fat_id=L", "linkedin", "L", true],
    ["yclid=1&_openstat=x", "yandex", "1", true],
    ["fbclid=F&gclid=G", "google", "G", true],
  ])("reads %s", (query, platform, id, paid) => {
    expect(readClick(parameters(query))).toEqual({ platform, id, paid });
  });

  test("finds no click without a click id", () => {
    expect(readClick(parameters("utm_source=yandex&gclid="))).toBeUndefined();
  });
});
