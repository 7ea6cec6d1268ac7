import { compileRules } from "@facet/compiler";
import { decide, loadRuleset, matchPhrase } from "@facet/engine";
import type { RulesetArtifact } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import { describe, expect, it } from "vitest";
import { fixedRules, testApp } from "../fixtures/app.ts";

const SITE = `version: 1
site: shop
locales: [ru]
slots:
  hero.headline: { type: text, default: Окна }
pages:
  home: { path: "/**", slots: [hero.headline] }
`;
const FILES = new Map([
  ["site.yaml", SITE],
  ["keywords/okna.yaml", "keywordList: okna\nfile: okna.csv\nplatform: yandex\n"],
  ["keywords/okna.csv", "keyword;group;hero.headline\nокна для дачи;dacha;Окна для дачи\n"],
]);

const { artifact, buffers, problems } = compileRules(FILES);
if (!artifact || !buffers) throw new Error(JSON.stringify(problems));
const { revision } = artifact;
const ruleset = loadRuleset(artifact, { keywords: loadKeywords(artifact, buffers) });
const { request } = await testApp({ rulesets: fixedRules(ruleset) });
const etag = `"${revision}"`;

async function fetchBuffer(path: string): Promise<ArrayBuffer> {
  const response = await request(path);
  expect(response.headers.get("content-type")).toBe("application/octet-stream");
  return response.arrayBuffer();
}

describe("the compiled rule set", () => {
  it("decides elsewhere as it does here", async () => {
    const fetched = (await (await request("/v1/ruleset")).json()) as RulesetArtifact;
    expect(fetched).toEqual(artifact);
    const index = await fetchBuffer(`/v1/ruleset/keywords?revision=${fetched.revision}`);
    const texts = await fetchBuffer(`/v1/ruleset/texts?revision=${fetched.revision}`);
    const elsewhere = loadRuleset(fetched, { keywords: loadKeywords(fetched, { index, texts }) });
    const phrase = { text: "белые окна для дачи" };
    expect(matchPhrase(elsewhere, phrase)).toEqual(matchPhrase(ruleset, phrase));
    const { slots } = decide(elsewhere, { now: 0, page: "home", signals: {}, phrase });
    expect(slots["hero.headline"]?.content).toBe("Окна для дачи");
  });

  it.each(["/v1/ruleset", "/v1/ruleset/keywords", "/v1/ruleset/texts"])(
    "%s is sent once a revision",
    async (path) => {
      const first = await request(path);
      expect(first.status).toBe(200);
      expect(first.headers.get("etag")).toBe(etag);
      expect(first.headers.get("cache-control")).toBe("private, no-cache");
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
        const again = await request(path, { headers: { "if-none-match": known } });
        expect(again.status, known).toBe(304);
        expect(again.headers.get("etag")).toBe(etag);
        expect(await again.text()).toBe("");
      }
      const other = await request(path, { headers: { "if-none-match": '"r_000000000000"' } });
      expect(other.status).toBe(200);
    },
  );

  it("may be kept for ever where a revision was asked for", async () => {
    const response = await request(`/v1/ruleset/keywords?revision=${revision}`);
    expect(response.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
  });

  it("is not another revision than the one that was asked for", async () => {
    const response = await request("/v1/ruleset/keywords?revision=r_000000000000");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(revision) });
    expect((await request("/v1/ruleset?revision=latest")).status).toBe(400);
  });

  it("has no buffers where there are no phrases", async () => {
    const bare = await testApp();
    expect((await bare.request("/v1/ruleset")).status).toBe(200);
    expect((await bare.request("/v1/ruleset/keywords")).status).toBe(404);
    expect((await bare.request("/v1/ruleset/texts")).status).toBe(404);
  });

  it("cannot be had before any rules are served", async () => {
    const response = await (await testApp({ rules: undefined })).request("/v1/ruleset");
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("1");
  });
});
