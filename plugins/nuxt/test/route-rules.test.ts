import { expect, test } from "vitest";
import { keyCachedRoutes, platformCachedRoutes, toPathPattern } from "../src/route-rules.ts";
import type { CachingRule } from "../src/route-rules.ts";

test("every cached route keeps a page for each code, and other routes stay as they are", () => {
  const rules: Record<string, CachingRule> = {
    "/": { swr: true },
    "/catalog/**": { swr: 600, cache: { varies: ["accept-language"] } },
    "/news": { cache: { swr: false, varies: ["facet-key"] } },
    "/admin/**": {},
    "/fresh": { swr: 60, cache: false },
  };
  keyCachedRoutes(rules);
  expect(rules).toEqual({
    "/": { swr: true, cache: { varies: ["facet-key"] } },
    "/catalog/**": { swr: 600, cache: { varies: ["accept-language", "facet-key"] } },
    "/news": { cache: { swr: false, varies: ["facet-key"] } },
    "/admin/**": {},
    "/fresh": { swr: 60, cache: false },
  });
});

test("routes that the platform caches are named", () => {
  expect(
    platformCachedRoutes({ "/": { isr: 60 }, "/a": { swr: true }, "/b": { isr: false } }),
  ).toEqual(["/"]);
});

test("paths of server routes are told from pages", () => {
  const pattern = new RegExp(
    toPathPattern(["/api/item/:id", "/feed.xml", "/files/**", "/rpc/**:path"]),
  );
  for (const path of ["/api/item/7", "/api/item/7/", "/feed.xml", "/files/a/b", "/rpc/x"]) {
    expect([path, pattern.test(path)]).toEqual([path, true]);
  }
  for (const path of ["/", "/api", "/api/item/7/more", "/feedaxml", "/file", "/item/api/item/7"]) {
    expect([path, pattern.test(path)]).toEqual([path, false]);
  }
});

test("a site without server routes has pages alone", () => {
  const pattern = new RegExp(toPathPattern([]));
  expect(["/", "", "/catalog"].filter((path) => pattern.test(path))).toEqual([]);
});
