import { expect, test } from "vitest";
import { sharedLifetimeSeconds } from "../src/cache/lifetime.ts";
import { toCacheKey } from "../src/cache/page-cache.ts";
import { createMemoryPageCache } from "../src/index.ts";

const page = (text: string, maxAge = 60) =>
  new Response(text, { headers: { "cache-control": `public, max-age=${maxAge}`, "x-of": text } });

test("a page comes back as it was, as long as it is fresh", async () => {
  let now = 0;
  const cache = createMemoryPageCache({ now: () => now });
  await cache.put("a", page("A"));
  for (let times = 0; times < 2; times++) {
    const kept = await cache.match("a");
    expect([await kept?.text(), kept?.headers.get("x-of")]).toEqual(["A", "A"]);
  }
  now = 60_000;
  expect(await cache.match("a")).toBeUndefined();
  expect(await cache.match("b")).toBeUndefined();
});

test("a page that does not say how long it is fresh is not kept", async () => {
  const cache = createMemoryPageCache();
  await cache.put("a", new Response("A"));
  await cache.put("b", page("B", 0));
  expect([await cache.match("a"), await cache.match("b")]).toEqual([undefined, undefined]);
});

test("a full cache lets go what was asked for longest ago, and takes nothing huge", async () => {
  const cache = createMemoryPageCache({ maxBytes: 80 });
  for (const key of ["a", "b", "c", "d", "e", "f", "g", "h"])
    await cache.put(key, page("1234567890"));
  await cache.match("a");
  await cache.put("i", page("1234567890"));
  expect([(await cache.match("a"))?.status, await cache.match("b")]).toEqual([200, undefined]);
  await cache.put("huge", page("x".repeat(11)));
  expect(await cache.match("huge")).toBeUndefined();
  await cache.put("i", page("new"));
  expect(await (await cache.match("i"))?.text()).toBe("new");
});

test("a page that breaks off is not kept", async () => {
  const cache = createMemoryPageCache();
  const body = new ReadableStream({
    start: (controller) => controller.error(new Error("broken off")),
  });
  const broken = new Response(body, { headers: { "cache-control": "max-age=60" } });
  await expect(cache.put("a", broken)).rejects.toThrow("broken off");
  expect(await cache.match("a")).toBeUndefined();
});

test.each([
  [{ "cache-control": "public, max-age=60" }, 60],
  [{ "cache-control": 'max-age=60, S-MaxAge="600"' }, 600],
  [{ "cache-control": "max-age=60", vary: "Accept-Encoding" }, 60],
  [{ "cache-control": "max-age=60", vary: "Accept-Encoding, Cookie" }, 0],
  [{ "cache-control": "max-age=60", vary: "*" }, 0],
  [{ "cache-control": "max-age=60, PRIVATE" }, 0],
  [{ "cache-control": 'no-cache="set-cookie", max-age=60' }, 0],
  [{ "cache-control": "max-age=60", "set-cookie": "a=1" }, 0],
  [{ "cache-control": "max-age=soon" }, 0],
  [{ "cache-control": "public" }, undefined],
  [{ pragma: "no-cache" }, 0],
  [{}, undefined],
])("%j may be shared for %s seconds", (headers, seconds) => {
  expect(sharedLifetimeSeconds(new Headers(headers as Record<string, string>))).toBe(seconds);
});

test("no address spells the key of another page or code", () => {
  const key = (url: string, code: string) => toCacheKey(new URL(url), code);
  const keys = [
    key("https://a.example/", "abcde-1"),
    key("https://a.example/", "abcde-2"),
    key("https://b.example/", "abcde-1"),
    key("https://a.example/abcde-2/", "abcde-1"),
    key("https://a.example/?x=1", "abcde-1"),
    key("https://a.example/%3Fx=1", "abcde-1"),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(key("https://a.example/?utm_source=x&gclid=1", "abcde-1")).toBe(keys[0]);
});
