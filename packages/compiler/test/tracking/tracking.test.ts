import { describe, expect, test } from "vitest";
import { compileRules } from "../../src/compile-rules.ts";
import { formatProblem } from "../../src/format-problem.ts";
import { checkTracking } from "../../src/tracking/index.ts";
import type { AdPlatform } from "../../src/tracking/index.ts";

const SITE = `version: 1
site: okna
locales: [ru]
timeZone: Europe/Moscow
slots:
  hero: { type: text, default: "Окна" }
pages:
  okna: { path: /okna, slots: [hero] }
`;

function check(platform: AdPlatform, rest: Readonly<Record<string, string>>) {
  const files = new Map(Object.entries({ "site.yaml": SITE, ...rest }));
  const { artifact, problems } = compileRules(files);
  if (!artifact) throw new Error(problems.map(formatProblem).join("\n"));
  return checkTracking(platform, { files, artifact });
}

const when = (condition: string, content = "Другое"): Readonly<Record<string, string>> => ({
  "rules.yaml": `rule: r\nvariants: [{ id: v, when: { ${condition} }, content: { hero: "${content}" } }]\n`,
});

describe("the tracking template", () => {
  test.each([
    [
      "yandex",
      "utm_source=yandex&utm_medium=cpc&utm_campaign={campaign_id}&utm_content={ad_id}&utm_term={keyword}&phrase_id={phrase_id}&gbid={gbid}",
    ],
    [
      "google",
      "utm_source=google&utm_medium=cpc&utm_campaign={campaignid}&utm_content={creative}&utm_term={keyword}&matchtype={matchtype}&targetid={targetid}",
    ],
    [
      "microsoft",
      "utm_source=bing&utm_medium=cpc&utm_campaign={CampaignId}&utm_content={AdId}&utm_term={keyword}&matchtype={MatchType}&targetid={TargetId}",
    ],
    [
      "vk",
      "utm_source=vk&utm_medium=cpc&utm_campaign={{ad_plan_id}}&utm_content={{banner_id}}&banner_id={{banner_id}}&gbid={{campaign_id}}",
    ],
    [
      "meta",
      "utm_source=facebook&utm_medium=cpc&utm_campaign={{campaign.id}}&utm_content={{ad.id}}&ad_id={{ad.id}}&adgroupid={{adset.id}}",
    ],
  ] as const)("of %s", (platform, template) => {
    expect(checkTracking(platform)).toMatchObject({ platform, template, missing: [] });
  });

  test("sends all that rules on campaign, ad and phrase read", () => {
    const found = check(
      "yandex",
      when("utm.content: '77', utm.campaign: { startsWith: brand_ }, keyword.phrase: окна"),
    );
    expect(found.missing).toEqual([]);
    expect(found.complete).toBeUndefined();
  });

  test("lacks a parameter that the ad system can tell: it is named, with the template that has it", () => {
    const found = check("yandex", when("url.query.region_id: '213'"));
    expect(found.missing).toEqual([
      {
        signal: "url.query.region_id",
        usedBy: ["rule r"],
        add: "region_id={region_id}",
        message: "the template does not send region_id",
      },
    ]);
    expect(found.complete).toBe(`${found.template}&region_id={region_id}`);
  });

  test("lacks a parameter that only a person can write", () => {
    const [missing] = check("google", when("url.query.partner: { matches: '^p' }")).missing;
    expect(missing).toMatchObject({
      signal: "url.query.partner",
      message: expect.stringContaining("no macro for partner"),
    });
    expect(missing?.add).toBeUndefined();
  });

  test("is checked against insertions, segments and nested conditions too", () => {
    const found = check("vk", {
      ...when("segment: promo", "Окна {url.query.size|default:любые}"),
      "segments.yaml":
        "segments: { promo: { when: { any: [{ utm.id: x }, { not: { utm.term: y } }] } } }\n",
    });
    expect(found.missing).toMatchObject([
      { signal: "utm.id", usedBy: ["segment promo"], add: "utm_id={{ad_plan_id}}" },
      { signal: "utm.term", message: expect.stringContaining("VK Ads tells no ad phrase") },
      { signal: "url.query.size", usedBy: ["rule r"] },
    ]);
  });

  test("says where a system tells no phrase that the rules ask for", () => {
    expect(check("meta", when("keyword.phrase: окна")).missing).toMatchObject([
      { signal: "keyword.phrase", message: expect.stringContaining("Meta Ads tells no ad phrase") },
    ]);
  });

  test("lacks ids that keyword lists of the system bind by", () => {
    const lists = {
      "k/a.yaml": "keywordList: a\nfile: a.csv\nplatform: yandex\n",
      "k/a.csv": "keyword;group;phrase_id;ad_id;adgroupid;param1\nокна;g;1;2;3;x\n",
      "k/b.yaml": "keywordList: b\nfile: b.csv\nplatform: google\n",
      "k/b.csv": "keyword;group;targetid\nokna;g;kwd-1\n",
    };
    expect(check("yandex", lists).missing).toMatchObject([
      { signal: "ad_id", usedBy: ["keyword list a"], add: "ad_id={ad_id}" },
      { signal: "param1", usedBy: ["keyword list a"], add: "param1={param1}" },
    ]);
    expect(check("google", lists).missing).toEqual([]);
  });
});
