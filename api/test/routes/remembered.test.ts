import { compileRules } from "@facet/compiler";
import { loadRuleset } from "@facet/engine";
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

const { artifact, problems } = compileRules(new Map(Object.entries(FILES)));

const CLICK =
  "https://shop.example/okna?utm_source=yandex&utm_medium=cpc&utm_term=белые+окна+для+дачи";
const NEXT = "https://shop.example/prices";

describe("a phrase on the pages after the click", () => {
  it("goes on choosing content, until the visit is over", async () => {
    if (!artifact) throw new Error(JSON.stringify(problems));
    const { decide } = await testApp({ rulesets: fixedRules(loadRuleset(artifact)) });
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
    if (!artifact) throw new Error(JSON.stringify(problems));
    const { decide } = await testApp({ rulesets: fixedRules(loadRuleset(artifact)) });
    const consent = { storage: false };
    await decide({ url: CLICK, visitorId: "v2", consent });
    expect((await decide({ url: NEXT, visitorId: "v2", consent })).keyword).toBeUndefined();
  });
});
