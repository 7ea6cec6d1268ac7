import * as fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { createFacet, stateTag } from "@facet/client";
import type { Facet } from "@facet/client";
import { createLocalSource } from "@facet/client/local";
import { compiled } from "./service.ts";

let facet: Facet;
beforeAll(async () => {
  const ruleset = createLocalSource(await compiled());
  facet = createFacet({
    ruleset,
    codeSecret: "a secret of the tests",
    timeoutMs: 5_000,
    log: () => undefined,
  });
});

const NAMES = [
  "cookie",
  "referer",
  "user-agent",
  "accept-language",
  "sec-purpose",
  "sec-fetch-dest",
  "sec-fetch-site",
  "facet-key",
  "facet-page",
  "origin",
] as const;
const value = fc.oneof(
  fc
    .string({ unit: "binary", maxLength: 60 })
    .map((text) =>
      [...text]
        .filter((letter) => letter >= " " && letter <= "\u00ff" && letter !== "\u007f")
        .join(""),
    ),
  fc.constantFrom(
    "%E0%A4%A",
    "okna",
    "aaaaa-0.AAAAAAAA",
    "fct_v=;;=;fct_v",
    "__Host-fct_v=" + "x".repeat(5_000),
    "null",
  ),
);
const headers = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 6 })
  .map((pairs) => new Headers(pairs));
const path = fc.oneof(
  fc.constantFrom("/okna", "/past", "//okna", "/okna/..%2f", "/~facet", "/~facet/state?url=//x"),
  fc.webPath(),
);
const query = fc.oneof(
  fc.webQueryParameters(),
  fc.constantFrom("%", "a=%FF", "utm_term=%D0", "=&&="),
);

it("no request makes a page fail, whatever its address and headers are", async () => {
  const methods = fc.constantFrom("GET", "HEAD", "POST", "PURGE");
  const property = fc.asyncProperty(
    path,
    query,
    headers,
    methods,
    async (path, query, headers, method) => {
      const url = new URL(`http://site.example${path.startsWith("/") ? path : `/${path}`}`);
      url.search ||= query;
      const request = new Request(url, { headers, method });
      const result = await facet.handle(request, { address: headers.get("origin") ?? "" });
      expect(result.decision.degraded).not.toContain("rules");
      expect(result.setCookies).toEqual([]);
      if (!result.bypass) {
        expect(result.requestHeaders.get("facet-key")).toBe(result.code ?? "private");
      }
      stateTag(result.decision);
      expect((await facet.handleEvents(request)).status).toBeGreaterThan(0);
    },
  );
  await fc.assert(property, { numRuns: 500 });
});
