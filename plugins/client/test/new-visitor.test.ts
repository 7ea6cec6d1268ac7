import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFacet } from "@facet/client";
import { openService } from "./service.ts";

const API = "http://127.0.0.1:3000";
let opened: Awaited<ReturnType<typeof openService>>;
beforeAll(async () => {
  opened = await openService();
});
afterAll(() => opened.service.close());

const client = () =>
  createFacet({ api: API, fetch: opened.fetch, timeoutMs: 5_000, log: () => undefined });
const page = (headers: Record<string, string> = {}) =>
  new Request("http://127.0.0.1/past?utm_source=mail", { headers });
const navigation = { "sec-fetch-site": "none", "sec-fetch-mode": "navigate" };
const byPage = { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" };
const prefetch = { ...navigation, "sec-purpose": "prefetch" };
const pairOf = (cookies: readonly string[]) => cookies.at(-1)?.split(";")[0];

describe("the first calls of somebody new", () => {
  it("end with one id, however many the page and its prefetches make beside the navigation", async () => {
    const calls = fc.array(fc.constantFrom(byPage, prefetch), { minLength: 1, maxLength: 6 });
    const property = fc.asyncProperty(calls, fc.nat(6), async (others, at) => {
      const all = others.toSpliced(at, 0, navigation);
      const facet = client();
      const results = await Promise.all(all.map((headers) => facet.handle(page(headers))));
      const cookies = results.flatMap(({ setCookies }) => [...setCookies]);
      expect(cookies).toHaveLength(1);
      const made = results.find(({ setCookies }) => setCookies.length > 0);
      const next = await facet.handle(page({ cookie: pairOf(cookies) ?? "" }));
      expect(next.decision.visitor.id).toBe(made?.decision.visitor.id);
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it("end with one visitor where two tabs are opened at once: the one whose cookie stayed", async () => {
    const facet = client();
    const tabs = await Promise.all([1, 2].map(() => facet.handle(page(navigation))));
    const [lost, kept] = tabs.map(({ decision }) => decision.visitor.id);
    expect(lost).not.toBe(kept);
    const cookie = pairOf(tabs[1]?.setCookies ?? []) ?? "";
    const next = await facet.handle(page({ ...navigation, cookie }));
    expect(next.decision.visitor.id).toBe(kept);
  });

  it("are about the same visitor inside the page that they make", async () => {
    const facet = client();
    const request = page(navigation);
    const { requestHeaders, decision } = await facet.handle(request);
    const inner = await facet.handle(new Request(request, { headers: requestHeaders }));
    expect(inner.decision.visitor.id).toBe(decision.visitor.id);
  });
});
