import { lookup } from "@facet/engine";
import type { Json } from "@facet/engine";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createContextReader } from "../src/index.ts";
import type { GeoLookup, RequestFacts } from "../src/index.ts";
import { naughtyStrings } from "./naughty.ts";
import { smallRuleset } from "./ruleset.ts";

const NOW = Date.UTC(2026, 11, 5, 9);
const moscow: GeoLookup = {
  lookup: (ip) =>
    ip === "5.255.255.5"
      ? {
          country: "RU",
          region: "RU-MOW",
          cities: new Map([
            ["ru", "Москва"],
            ["en", "Moscow"],
          ]),
        }
      : undefined,
};
const reader = createContextReader({ geo: moscow });
const ruleset = smallRuleset({
  locales: ["ru", "en"],
  attributes: { plan: { type: "string", enum: ["free", "pro"] }, employees: { type: "number" } },
});
const read = (facts: Partial<RequestFacts>) => reader.read({ now: NOW, ...facts }, ruleset);

describe("createContextReader", () => {
  test("reads a paid click from Yandex", () => {
    const reading = read({
      url: "https://okna.example/okna?utm_source=yandex&utm_medium=cpc&utm_campaign=okna&utm_term=купить+окна&yclid=77&gbid=5",
      referrer: "https://yandex.ru/",
      ip: "5.255.255.5",
      userAgent:
        "Mozilla/5.0 (Linux; Android 13; SM-S908B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/112.0.0.0 Mobile Safari/537.36",
      headers: { "accept-language": "ru-RU,ru;q=0.9" },
    });
    expect(reading.page).toBe("okna");
    expect(JSON.parse(JSON.stringify(reading.signals))).toEqual({
      page: "okna",
      url: {
        host: "okna.example",
        path: "/okna",
        query: {
          utm_source: "yandex",
          utm_medium: "cpc",
          utm_campaign: "okna",
          utm_term: "купить окна",
          yclid: "77",
          gbid: "5",
        },
      },
      utm: { source: "yandex", medium: "cpc", campaign: "okna", term: "купить окна" },
      click: { platform: "yandex", id: "77" },
      query: "купить окна",
      referrer: { host: "yandex.ru", type: "search" },
      channel: "Paid Search",
      geo: { continent: "EU", country: "RU", region: "RU-MOW", city: ["Москва", "Moscow"] },
      device: { type: "mobile", os: "Android", browser: "Chrome", bot: false },
      locale: "ru",
      consent: { storage: true, analytics: true, profile: true, ads: true, sharing: true },
    });
    expect(reading.phrase).toEqual({
      text: "купить окна",
      ids: expect.objectContaining({ gbid: "5" }),
    });
    expect(reading.touch).toEqual({
      source: "yandex",
      medium: "cpc",
      campaign: "okna",
      term: "купить окна",
      clickPlatform: "yandex",
      clickId: "77",
      referrer: "yandex.ru",
      channel: "Paid Search",
    });
    expect(reading).toMatchObject({ locale: "ru", bot: false, warnings: [], degraded: [] });
  });

  test("leaves absent what the request does not say", () => {
    const reading = read({});
    expect(reading.page).toBeNull();
    expect(reading.signals).toEqual({
      channel: "Direct",
      device: { bot: false },
      consent: { storage: true, analytics: true, profile: true, ads: true, sharing: true },
    });
    expect(reading.phrase).toBeUndefined();
    expect(reading.touch).toEqual({ channel: "Direct" });
  });

  test("finds the page by a path in any encoding, and believes a page that is named", () => {
    expect(read({ url: "https://a.example/%D0%BE-%D0%BD%D0%B0%D1%81/" }).page).toBe("about");
    expect(read({ url: "/okna/deep/er" }).page).toBe("okna");
    expect(read({ url: "/nowhere" }).page).toBeNull();
    expect(read({ url: "/nowhere", page: "about" }).page).toBe("about");
  });

  test("does not call a page view from the site itself a contact", () => {
    const { signals, touch } = read({
      url: "https://okna.example/okna",
      referrer: "https://www.okna.example/",
    });
    expect(lookup(signals, ["referrer", "type"])).toBe("internal");
    expect(touch).toEqual({ channel: "Direct" });
  });

  test("keeps declared attributes and tells why the others were ignored", () => {
    const { signals, warnings } = read({
      attributes: { plan: "pro", plna: "pro", employees: "many", constructor: 1 },
    });
    expect(signals["plan"]).toBe("pro");
    expect(Object.hasOwn(signals, "employees")).toBe(false);
    expect(warnings).toEqual([
      'attribute "plna" was ignored: site.yaml does not declare it; did you mean "plan"?',
      'attribute "employees" was ignored: expected a number, got "many"',
      'attribute "constructor" was ignored: site.yaml does not declare it',
    ]);
  });

  test("reports ad macros that were not filled in", () => {
    const { diagnostics, phrase } = read({
      url: "/okna?utm_term={keyword}",
      query: "{QueryString}",
    });
    expect(diagnostics.brokenMacros).toEqual(["query", "utm_term"]);
    expect(phrase).toBeUndefined();
  });

  test("answers without geo where the database is broken", () => {
    const broken = createContextReader({
      geo: {
        lookup() {
          throw new Error("broken");
        },
      },
    });
    const reading = broken.read({ now: NOW, url: "/okna", ip: "5.255.255.5" }, ruleset);
    expect(reading.degraded).toEqual(["geo"]);
    expect(Object.hasOwn(reading.signals, "geo")).toBe(false);
    expect(broken.read({ now: NOW }, ruleset).degraded).toEqual([]);
  });

  test("believes geo headers only of the platform that it was told to trust", () => {
    const facts = { now: NOW, ip: "5.255.255.5", headers: { "cf-ipcountry": "DE" } };
    const trusting = createContextReader({ geo: moscow, platformHeaders: "cloudflare" });
    const country = (r: typeof reader): unknown =>
      lookup(r.read(facts, ruleset).signals, ["geo", "country"]);
    expect(country(reader)).toBe("RU");
    expect(country(trusting)).toBe("DE");
    expect(
      lookup(trusting.read({ now: NOW, ip: "5.255.255.5", headers: {} }, ruleset).signals, [
        "geo",
        "country",
      ]),
    ).toBe("RU");
  });

  test("obeys Global Privacy Control", () => {
    expect(read({ headers: { "sec-gpc": "1" } }).consent).toMatchObject({
      storage: false,
      ads: false,
    });
  });

  test("replaces signals by name, and lets language, phrase, bot and consent follow", () => {
    const reading = read({
      url: "/okna?utm_term=a&ref=x",
      ip: "5.255.255.5",
      signals: {
        "geo.city": "Казань",
        "url.query.ref.by": "y",
        visits: 3,
        query: "окна",
        locale: "en",
        "device.bot": true,
        "consent.ads": false,
        "utm.term": null,
      },
    });
    const at = (...path: string[]): unknown => lookup(reading.signals, path);
    expect(at("geo", "city")).toBe("Казань");
    expect(at("geo", "country")).toBe("RU");
    expect(at("url", "query", "ref.by")).toBe("y");
    expect(at("url", "query", "ref")).toBe("x");
    expect(at("visits")).toBe(3);
    expect(at("utm", "term")).toBeUndefined();
    expect(reading.phrase?.text).toBe("окна");
    expect(reading).toMatchObject({ locale: "en", bot: true });
    expect(reading.consent).toMatchObject({ ads: false, sharing: true });
  });

  test("survives naughty strings in every field", () => {
    for (const text of naughtyStrings()) {
      const facts: RequestFacts = {
        now: NOW,
        url: text,
        referrer: text,
        query: text,
        attributes: { plan: text, [text]: text },
        ip: text,
        userAgent: text,
        headers: {
          "accept-language": text,
          "sec-gpc": text,
          "sec-ch-ua-platform": text,
          [text]: text,
        },
        signals: {
          [text]: text,
          [`url.query.${text}`]: text,
          "geo.city": text,
          device: text,
          consent: text,
        },
      };
      const reading = reader.read(facts, ruleset);
      expect(JSON.stringify(reading.signals)).toBeTypeOf("string");
      expect(read({ url: `https://okna.example/okna?utm_term=${text}&${text}` }).locale).toBe("ru");
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("never throws, and reads the same request the same way", () => {
    const text = fc.string({ unit: "binary", maxLength: 60 });
    const facts = fc.record(
      {
        url: fc.oneof(text, fc.webUrl({ withQueryParameters: true })),
        referrer: fc.oneof(text, fc.webUrl()),
        query: text,
        attributes: fc.dictionary(text, fc.jsonValue() as fc.Arbitrary<Json>),
        ip: fc.oneof(text, fc.ipV4(), fc.ipV6()),
        userAgent: text,
        headers: fc.dictionary(text, text),
        signals: fc.dictionary(text, fc.jsonValue() as fc.Arbitrary<Json>),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(facts, (some) => {
        const before = JSON.stringify(some);
        const reading = read(some);
        expect(JSON.stringify(read(some))).toBe(JSON.stringify(reading));
        expect(JSON.stringify(some)).toBe(before);
      }),
      { numRuns: 300 },
    );
  });
});
