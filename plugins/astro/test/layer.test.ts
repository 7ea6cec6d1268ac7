import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { describeReport, runLeakSuite, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { buildAndRun } from "./site.ts";

const PERSON = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
};

describe("a site with a Hono app of its own and a route rule for all pages", () => {
  let facet: RunningServer;
  let site: RunningServer;

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(site.origin + path, { headers: { ...PERSON, ...headers } });

  beforeAll(async () => {
    // The service and the site have the same.
    vi.stubEnv("FACET_CODE_SECRET", "a secret of this test");
    facet = await startFacet();
    site = await buildAndRun("fixture-hono", { api: facet.origin });
  }, 120_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await site?.close();
    await facet?.close();
  });

  it("gives nobody what is another's, and renders a code once", async () => {
    const report = await runLeakSuite({ origin: site.origin, api: facet.origin });
    expect(report.leaks, describeReport(report)).toEqual([]);
  }, 120_000);

  it("keeps the headers of the app's other middleware, and sets each cookie once", async () => {
    const response = await get("/?utm_campaign=night");
    expect(response.headers.get("x-app")).toBe("own");
    expect(response.headers.getSetCookie()).toHaveLength(1);
  });

  it.each(["/account", "/about?again", "/about?cookie", "/about?missing"])(
    "does not keep %s, whatever the rule says",
    async (path) => {
      for (const _ of [1, 2]) {
        const response = await get(path);
        expect(response.headers.get("x-astro-cache")).toBeNull();
        expect(response.headers.get("cache-control")).toBe("private, no-store");
        expect(response.headers.get("cdn-cache-control")).toBe("no-store");
      }
    },
  );

  it("lets a cache in front keep a page that it asked for by a signed code", async () => {
    const first = await get("/?utm_campaign=night");
    const code = first.headers.get("facet-key") ?? "";
    expect(code).toMatch(/^[0-9a-z]{5}-[0-9a-z]+\.[\w-]{8}$/);
    expect(first.headers.get("cdn-cache-control")).toBe("no-store");
    const asked = await get("/", { "facet-key": code, "facet-page": "home" });
    expect(await asked.text()).toContain("Paddle under the northern lights");
    expect(asked.headers.get("cdn-cache-control")).toMatch(/^public, max-age=\d+/);
    expect(asked.headers.getSetCookie()).toEqual([]);
  });

  it("takes no code that is not signed, or signed for another page", async () => {
    const code = (await get("/?utm_campaign=night")).headers.get("facet-key") ?? "";
    const unsigned = code.split(".")[0] ?? "";
    const wrong: readonly Record<string, string>[] = [
      { "facet-key": unsigned, "facet-page": "home" },
      { "facet-key": `${unsigned}.AAAAAAAA`, "facet-page": "home" },
      { "facet-key": code, "facet-page": "about" },
      { "facet-key": code },
    ];
    for (const headers of wrong) {
      const response = await get("/", headers);
      expect(await response.text()).not.toContain("Paddle under the northern lights");
      expect(response.headers.get("cdn-cache-control")).toBe("no-store");
    }
  });
});
