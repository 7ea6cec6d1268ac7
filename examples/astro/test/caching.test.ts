import { afterAll, beforeAll, expect, it } from "vitest";
import { GREETINGS, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { describeCachedSite, PERSON } from "../../../packages/leak-suite/test/cached-site.ts";
import { buildSite, removeBuild, startSite } from "./site.ts";

let facet: RunningServer;
let site: RunningServer;

beforeAll(async () => {
  [facet] = await Promise.all([startFacet(), buildSite()]);
  site = await startSite(facet.origin);
}, 180_000);
afterAll(async () => {
  await site?.close();
  await facet?.close();
  await removeBuild();
});

describeCachedSite("the built site, behind Astro's cache", {
  facet: () => facet,
  site: () => site,
  start: startSite,
  hit: { header: "x-astro-cache", value: "HIT" },
});

it("adds the visitor's part to a page that was made when the site was built", async () => {
  const page = await fetch(`${site.origin}/gift/`, { headers: PERSON });
  const html = await page.text();
  expect(page.headers.getSetCookie()).toEqual([]);
  expect(html).toContain("Sign in to see your trips");
  expect(html).toContain("min-block-size:3lh");
  const island = /\/_server-islands\/[^"]+/.exec(html)?.[0].replaceAll("&amp;", "&");
  const referer = `${site.origin}/gift/`;
  const part = await fetch(site.origin + island!, { headers: { ...PERSON, referer } });
  expect(await part.text()).toContain(`<p data-facet="account.greeting">${GREETINGS.newcomer}</p>`);
  expect(part.headers.get("cache-control")).toBe("private, no-store");
});
