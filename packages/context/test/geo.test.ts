import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { createGeoDatabase } from "../src/geo-maxmind.ts";
import { toGeoSignals } from "../src/geo.ts";
import { readPlatformGeo } from "../src/platform-headers.ts";

const CITY = new URL("../../../../shared/conformance/geo/GeoIP2-City-Test.mmdb", import.meta.url);
const country = (name: string): Uint8Array =>
  readFileSync(
    fileURLToPath(import.meta.resolve(`@ip-location-db/geo-whois-asn-country-mmdb/${name}`)),
  );

describe("a country database with flat records", () => {
  const database = createGeoDatabase(country("geo-whois-asn-country.mmdb"));

  test.each([
    ["5.255.255.5", "RU"],
    ["::ffff:5.255.255.5", "RU"],
    ["2a02:6b8::1", "RU"],
    ["8.8.8.8", "US"],
  ])("finds %s in %s", (ip, expected) => {
    expect(database.lookup(ip)).toEqual({ country: expected });
  });

  test.each(["127.0.0.1", "999.1.1.1", "", "nonsense", "::1"])("does not find %j", (ip) => {
    expect(database.lookup(ip)).toBeUndefined();
  });

  test("of IPv4 only says nothing of IPv6", () => {
    const ipv4 = createGeoDatabase(country("geo-whois-asn-country-ipv4.mmdb"));
    expect(ipv4.lookup("5.255.255.5")).toEqual({ country: "RU" });
    expect(ipv4.lookup("::ffff:5.255.255.5")).toEqual({ country: "RU" });
    expect(ipv4.lookup("2a02:6b8::1")).toBeUndefined();
  });
});

if (existsSync(CITY)) {
  describe("a city database with nested records", () => {
    const database = createGeoDatabase(readFileSync(CITY));

    test("gives country, region, city in every language and time zone", () => {
      const record = database.lookup("81.2.69.142");
      expect(record).toMatchObject({
        continent: "EU",
        country: "GB",
        region: "GB-ENG",
        timeZone: "Europe/London",
      });
      expect(record?.cities?.get("en")).toBe("London");
      expect(record?.cities?.get("ru")).toBe("Лондон");
    });

    test("puts the name in the language of the content first", () => {
      const record = database.lookup("81.2.69.142") ?? {};
      const names = (locale: string): unknown => toGeoSignals(record, locale)["city"];
      expect(names("ru")).toEqual(expect.arrayContaining(["Лондон", "London", "Londres"]));
      expect((names("ru") as string[])[0]).toBe("Лондон");
      expect((names("en-GB") as string[])[0]).toBe("London");
      expect((names("fr") as string[])[0]).toBe("Londres");
      expect((names("uk") as string[])[0]).toBe("London");
    });

    test("is broken, not fatal, when the file is cut short or damaged", () => {
      const bytes = readFileSync(CITY);
      const lookUp = (damaged: Uint8Array): unknown => {
        const broken = createGeoDatabase(damaged);
        try {
          return broken.lookup("81.2.69.142");
        } catch (error) {
          return error;
        }
      };
      const damaged = Uint8Array.from(bytes, (byte, i) => (i > 4_000 && i < 14_000 ? 0xff : byte));
      for (const file of [bytes.subarray(0, 5_000), damaged, bytes.subarray(9_000)]) {
        expect(lookUp(file)).toSatisfy((result) => result instanceof Error || result === undefined);
      }
    });
  });
}

test.each([new Uint8Array(), new TextEncoder().encode("<html>not found</html>")])(
  "a file that is no database says so and throws on every look-up",
  (bytes) => {
    const database = createGeoDatabase(bytes);
    expect(database.problem).toMatch(/not a readable MaxMind DB file/);
    expect(() => database.lookup("5.255.255.5")).toThrow(/not a readable MaxMind DB file/);
  },
);

describe("toGeoSignals", () => {
  test("tells the continent by the country", () => {
    expect(toGeoSignals({ country: "KZ" }, "ru")).toEqual({ continent: "AS", country: "KZ" });
    expect(toGeoSignals({ country: "QQ" }, "ru")).toEqual({ country: "QQ" });
  });

  test("adds the Russian name where a source knows English only", () => {
    const moscow = { cities: new Map([["", "Moscow"]]) };
    expect(toGeoSignals(moscow, "ru")).toEqual({ city: ["Москва", "Moscow"] });
    expect(toGeoSignals(moscow, "en")).toEqual({ city: ["Moscow", "Москва"] });
  });

  test("gives a single name as a text and nothing for an empty record", () => {
    expect(toGeoSignals({ cities: new Map([["", "Zürich"]]) }, "ru")).toEqual({ city: "Zürich" });
    expect(toGeoSignals({}, "ru")).toEqual({});
  });
});

describe("readPlatformGeo", () => {
  test("reads Cloudflare's headers", () => {
    const headers = {
      "cf-ipcontinent": "EU",
      "cf-ipcountry": "RU",
      "cf-region-code": "MOW",
      "cf-ipcity": "Moscow",
      "cf-timezone": "Europe/Moscow",
    };
    expect(readPlatformGeo(headers, "cloudflare")).toEqual({
      continent: "EU",
      country: "RU",
      region: "RU-MOW",
      cities: new Map([["", "Moscow"]]),
      timeZone: "Europe/Moscow",
    });
  });

  test("reads Vercel's percent-encoded city", () => {
    const headers = { "x-vercel-ip-country": "br", "x-vercel-ip-city": "S%C3%A3o%20Paulo" };
    expect(readPlatformGeo(headers, "vercel")).toEqual({
      country: "BR",
      cities: new Map([["", "São Paulo"]]),
    });
  });

  test("reads Netlify's base64 JSON", () => {
    const geo = {
      city: "Zürich",
      country: { code: "CH", name: "Switzerland" },
      subdivision: { code: "ZH" },
      timezone: "Europe/Zurich",
    };
    const headers = { "x-nf-geo": Buffer.from(JSON.stringify(geo)).toString("base64") };
    expect(readPlatformGeo(headers, "netlify")).toEqual({
      country: "CH",
      region: "CH-ZH",
      cities: new Map([["", "Zürich"]]),
      timeZone: "Europe/Zurich",
    });
  });

  test("reads Fastly's headers", () => {
    expect(readPlatformGeo({ "fastly-geo-country": "DE" }, "fastly")).toEqual({ country: "DE" });
  });

  test.each([
    ["cloudflare", { "cf-ipcountry": "XX" }],
    ["cloudflare", { "cf-ipcountry": "T1" }],
    ["cloudflare", { "x-vercel-ip-country": "RU" }],
    ["vercel", {}],
    ["netlify", { "x-nf-geo": "%%%" }],
    ["netlify", { "x-nf-geo": "bnVsbA==" }],
    ["netlify", {}],
  ] as const)("has nothing where %s says %j", (platform, headers) => {
    expect(readPlatformGeo(headers, platform)).toBeUndefined();
  });
});
