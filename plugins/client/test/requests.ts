import * as fc from "fast-check";
import type { DecideRequest } from "@facet/protocol";

/** Any request of pages that need no visitor. */
export function requests(): fc.Arbitrary<DecideRequest> {
  const query = fc.record(
    {
      utm_term: fc.constantFrom("недорогие окна", "Пластиковые ОКНА цена", "окна пвх", "шторы", ""),
      utm_campaign: fc.constantFrom("spring-sale", "autumn", "spring"),
      utm_source: fc.constantFrom("yandex", "mail"),
      utm_medium: fc.constantFrom("cpc", "email"),
      yclid: fc.nat().map(String),
      odd: fc.string({ maxLength: 12 }),
    },
    { requiredKeys: [] },
  );
  const path = fc.constantFrom("/okna", "/okna/", "/okna/deep", "/still", "/nowhere");
  const url = fc
    .tuple(path, query)
    .map(([path, query]) => `http://site.example${path}?${new URLSearchParams(query)}`);
  const headers = fc.record(
    {
      "Accept-Language": fc.constantFrom("ru", "en-GB,en", "de"),
      "sec-gpc": fc.constantFrom("1", "0"),
      cookie: fc.constantFrom("fct_c=none", "fct_c=storage.analytics", "other=1"),
      "cf-ipcountry": fc.constantFrom("RU", "XX"),
      "cf-ipcity": fc.constantFrom("Moscow", "Kazan", "Nowhere"),
    },
    { requiredKeys: [] },
  );
  const rest = {
    ip: fc.constantFrom("5.255.255.5", "10.0.0.1", "not an address"),
    userAgent: fc.constantFrom(
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1",
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36",
      "Googlebot/2.1",
    ),
    referrer: fc.constantFrom("https://ya.ru/", "https://site.example/", "odd"),
    attributes: fc.constantFrom({ plan: "pro" }, { plan: "free" }, { plan: 7 }),
    at: fc.constantFrom("2026-12-05T12:00:00Z", "2026-12-05T20:30:00Z"),
    slots: fc.subarray(["head", "cta", "note"]),
  };
  return fc.record({ url, headers, ...rest }, { requiredKeys: ["url"] });
}
