import { compileRules } from "@facet/compiler";
import { loadRuleset } from "@facet/engine";
import type { Ruleset } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import { describe, expect, it } from "vitest";
import { fixedRules, MINUTE, NOW, testApp } from "../fixtures/app.ts";

const FILES = {
  "site.yaml": `version: 1
site: shop
locales: [ru]
slots:
  hero.headline: { type: text, default: Окна }
pages:
  home: { path: "/**", slots: [hero.headline] }
consent: { default: granted }
`,
  "keywords/okna.yaml": "keywordList: okna\nfile: okna.csv\nplatform: yandex\nremember: visit\n",
  "keywords/okna.csv": "keyword;group;hero.headline\nокна +для дачи;dacha;Окна для дачи\n",
};

function rules(): Ruleset {
  const { artifact, buffers, problems } = compileRules(new Map(Object.entries(FILES)));
  if (!artifact) throw new Error(JSON.stringify(problems));
  return loadRuleset(artifact, { keywords: loadKeywords(artifact, buffers) });
}

const CLICK =
  "https://shop.example/okna?utm_source=yandex&utm_medium=cpc&utm_term=белые+окна+для+дачи";
const NEXT = "https://shop.example/prices";

describe("a phrase on the pages after the click", () => {
  it("goes on choosing content, until the visit is over", async () => {
    const { decide } = await testApp({ rulesets: fixedRules(rules()) });
    const at = (minutes: number) => new Date(NOW + minutes * MINUTE).toISOString();
    const visit = (url: string, minutes: number) =>
      decide({ url, visitorId: "v1", at: at(minutes) });
    const first = await visit(CLICK, 0);
    expect(first.keyword).toMatchObject({ phrase: "окна для дачи", rung: "matcher" });
    const second = await visit(NEXT, 10);
    expect(second.keyword).toEqual(first.keyword);
    expect(second.slots["hero.headline"]?.content).toBe("Окна для дачи");
    const late = await visit(NEXT, 50);
    expect(late.keyword).toBeUndefined();
    expect(late.slots["hero.headline"]?.content).toBe("Окна");
  });

  it("is nobody's without consent to storage", async () => {
    const { decide } = await testApp({ rulesets: fixedRules(rules()) });
    const consent = { storage: false };
    await decide({ url: CLICK, visitorId: "v2", consent });
    expect((await decide({ url: NEXT, visitorId: "v2", consent })).keyword).toBeUndefined();
  });
});
