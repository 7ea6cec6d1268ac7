import { describe, expect, it } from "vitest";
import { fixedRules, testApp } from "../fixtures/app.ts";
import { testKey } from "../fixtures/keys.ts";
import { artifact, shop } from "../fixtures/ruleset.ts";

const siteRules = (id: string) => fixedRules(shop({ site: { ...artifact.site, id } }));
const BROKEN = fixedRules(undefined);

async function siteOf(response: Response): Promise<unknown> {
  expect(response.status).toBe(200);
  return ((await response.json()) as { site: unknown }).site;
}

describe("several sites without keys", () => {
  const folders = [
    { name: "a", rulesets: siteRules("okna") },
    { name: "b", rulesets: siteRules("doors") },
  ];

  it("are told apart by the header or the parameter", async () => {
    const { request } = await testApp({ folders });
    const headers = { "Facet-Site": "doors" };
    expect(await siteOf(await request("/v1/rules", { headers }))).toBe("doors");
    expect(await siteOf(await request("/v1/rules?site=okna"))).toBe("okna");
    expect(await siteOf(await request("/v1/rules?site=okna", { headers }))).toBe("doors");
    const url = encodeURIComponent("https://okna.example/okna");
    expect((await request(`/v1/decide?url=${url}&site=okna`)).status).toBe(200);
    expect((await request("/v1/reports/keywords?site=okna")).status).toBe(200);
  });

  it("have to be told apart: 400 lists them", async () => {
    const { request } = await testApp({ folders });
    const unnamed = await request("/v1/rules");
    expect(unnamed.status).toBe(400);
    expect(await unnamed.json()).toMatchObject({
      type: "urn:facet:problem:which-site",
      detail: expect.stringContaining("okna, doors"),
    });
    const mistaken = await request("/v1/rules?site=door");
    expect(mistaken.status).toBe(400);
    expect(await mistaken.json()).toMatchObject({
      detail: expect.stringContaining('did you mean "doors"?'),
    });
  });
});

describe("one site without keys", () => {
  it("need not be named, and is not another", async () => {
    const { request } = await testApp();
    expect(await siteOf(await request("/v1/rules"))).toBe("shop");
    expect(await siteOf(await request("/v1/rules?site=shop"))).toBe("shop");
    expect((await request("/v1/rules?site=doors")).status).toBe(400);
  });
});

describe("a key", () => {
  it("names the site, and no other can be named beside it", async () => {
    const { key, bearer } = await testKey("secret", "doors");
    const folders = [
      { name: "a", rulesets: siteRules("okna") },
      { name: "b", rulesets: siteRules("doors") },
    ];
    const { request } = await testApp({ folders, keys: [key] });
    expect(await siteOf(await request("/v1/rules", { headers: bearer }))).toBe("doors");
    expect(await siteOf(await request("/v1/rules?site=doors", { headers: bearer }))).toBe("doors");
    const other = await request("/v1/rules", { headers: { ...bearer, "Facet-Site": "okna" } });
    expect(other.status).toBe(403);
    expect(JSON.stringify(await other.json())).not.toContain("okna");
  });

  it("of a site that is not served is refused; where rules are broken it may be theirs", async () => {
    const { key, bearer } = await testKey("secret", "doors");
    const ask = async (...folders: { name: string; rulesets: ReturnType<typeof fixedRules> }[]) => {
      const { request } = await testApp({ folders, keys: [key] });
      return (await request("/v1/rules", { headers: bearer })).status;
    };
    const okna = { name: "a", rulesets: siteRules("okna") };
    expect(await ask(okna)).toBe(401);
    expect(await ask(okna, { name: "b", rulesets: BROKEN })).toBe(503);
    expect(await ask({ name: "b", rulesets: BROKEN })).toBe(200);
  });
});

describe("readiness", () => {
  it("tells of each site by itself, and one that serves is enough", async () => {
    const folders = [
      { name: "a", rulesets: siteRules("okna") },
      { name: "folder-b", rulesets: BROKEN },
    ];
    const { request } = await testApp({ folders });
    const response = await request("/readyz");
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      checks: {
        "rules.okna": "ok",
        "rules.folder-b": "no rules are served: site.yaml:1:1 is broken",
        visitors: "ok",
      },
    });
  });
});
