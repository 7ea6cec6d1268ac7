import { decide, listedPhrases, loadRuleset } from "@facet/engine";
import type { RulesetArtifact } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRules } from "../src/compile-rules.ts";
import { formatProblem } from "../src/format-problem.ts";
import { compileSmall, SMALL_RULES } from "./small-rules.ts";

function artifactOf(files: ReadonlyMap<string, string>): RulesetArtifact {
  const { artifact, problems } = compileRules(files);
  if (!artifact) throw new Error(problems.map(formatProblem).join("\n"));
  return artifact;
}

const SMALL = new Map(Object.entries(SMALL_RULES));
const small = artifactOf(SMALL);
const { buffers: smallBuffers } = compileRules(SMALL);

describe("the artifact", () => {
  test("is loaded by the engine, which decides with it", () => {
    const ruleset = loadRuleset(small, { keywords: loadKeywords(small, smallBuffers) });
    const decision = decide(ruleset, {
      now: Date.UTC(2026, 11, 7, 12),
      page: "okna",
      signals: { device: { bot: false }, geo: { city: "Владимир" } },
      phrase: { text: "купить пластиковые окна недорого" },
    });
    expect(decision.slots["hero.headline"]).toMatchObject({
      content: "Недорогие окна с установкой",
      rule: "okna-search",
      reason: "TARGETING_MATCH",
    });
    expect(decision.slots["hero.image"]).toMatchObject({
      hidden: true,
      rule: "by-intent",
      variant: "cheap",
    });
    expect(decision.slots["pricing.data"]?.content).toEqual({ price: 7900, list: [1, 2] });
  });

  test("reads how long visitors are kept", () => {
    expect(small.site).not.toHaveProperty("retentionMs");
    const site = `${SMALL.get("site.yaml")}retention: 395d\n`;
    const { retentionMs } = artifactOf(new Map([...SMALL, ["site.yaml", site]])).site;
    expect(retentionMs).toBe(395 * 86_400_000);
  });

  test("says where visitors' state is kept only where the site does", () => {
    expect(small.site).not.toHaveProperty("state");
    for (const state of ["store", "cookie", "both"]) {
      const site = `${SMALL.get("site.yaml")}state: ${state}\n`;
      expect(artifactOf(new Map([...SMALL, ["site.yaml", site]])).site.state).toBe(state);
    }
  });

  test("survives JSON unchanged", () => {
    expect(JSON.parse(JSON.stringify(small))).toEqual(small);
  });

  test("has the cascade in order of priority", () => {
    expect(small.rules.map(({ id, kind, priority }) => [id, kind, priority])).toEqual([
      ["okna-search", "keywords", 1000],
      ["price-first", "experiment", 150],
      ["by-intent", "rule", 100],
      ["about-us", "rule", 0],
    ]);
  });

  test("has shares in basis points, times in milliseconds and dates in the site's zone", () => {
    expect(small.site).toEqual({
      id: "okna",
      locales: ["ru", "en"],
      timeZone: "Europe/Moscow",
      consent: "granted",
      holdout: 500,
    });
    expect(small.offerLimits).toEqual({ page: 1, visit: 2, gapMs: 30_000 });
    expect(small.offerGroups).toEqual({
      discounts: { limits: [{ windowMs: 604_800_000, count: 1 }] },
    });
    const rule = small.rules.find(({ id }) => id === "by-intent");
    expect(rule?.schedule).toEqual({
      from: Date.UTC(2026, 10, 30, 21),
      until: Date.UTC(2026, 11, 31, 21),
      days: [1, 2, 3, 4, 5],
    });
    expect(small.rules.find(({ id }) => id === "price-first")).toMatchObject({
      traffic: 5_000,
      goal: "lead",
    });
  });

  test("lays content over the default of its language: objects by key, lists whole", () => {
    const { artifact } = compileSmall([
      "content/okna.yaml",
      "hero.image: hide",
      'hero.cta@en: { label: Ask now }\n      pricing.data: { list: [3] }\n      lead.form: { fields: [{ name: email, type: email }] }\n      hero.image: { alt: "Окно в {geo.city|default:доме}" }',
    ]);
    const rule = artifact?.rules.find(({ id }) => id === "by-intent");
    const content = rule?.kind === "rule" ? rule.variants[0]?.content : undefined;
    expect(content?.["hero.cta"]).toEqual({
      ru: { value: { label: "Узнать цену", href: "#lead" } },
      en: { value: { label: "Ask now", href: "#lead" } },
    });
    expect(content?.["pricing.data"]).toEqual({ ru: { value: { price: 7900, list: [3] } } });
    expect(content?.["lead.form"]).toEqual({
      ru: {
        value: { title: "Заявка", submit: "Отправить", fields: [{ name: "email", type: "email" }] },
      },
    });
    expect(content?.["hero.image"]).toEqual({
      ru: {
        value: { src: "/img/okna.jpg", alt: "Окно в доме" },
        inserts: [
          {
            path: ["alt"],
            template: ["Окно в ", { signal: ["geo", "city"], filters: [], default: "доме" }],
          },
        ],
      },
    });
  });

  test("has offers with triggers, limits and forms written out", () => {
    expect(small.offers).toEqual([
      {
        id: "comeback",
        priority: 50,
        enabled: true,
        when: expect.anything(),
        type: "modal",
        group: "discounts",
        trigger: { any: [{ exit: true }, { idleMs: 45_000 }, { scrollPercent: 60 }] },
        limits: {
          visit: 1,
          windows: [{ windowMs: 604_800_000, count: 2 }],
          afterDismissMs: 259_200_000,
          until: "convert",
        },
        holdout: 1_000,
        goal: "lead",
        content: {
          ru: { value: { title: "Скидка 10 %", cta: { label: "Забрать", href: "#lead" } } },
          en: { value: { title: "10% off", cta: { label: "Забрать", href: "#lead" } } },
        },
        form: {
          event: "Lead Submitted",
          thanks: { ru: "Перезвоним", en: "We will call" },
          fields: [
            { name: "email", type: "email", ask: "always" },
            {
              name: "role",
              type: "select",
              options: [
                { value: "директор", label: "директор" },
                { value: "other", label: "Другое" },
              ],
              ask: "unknown",
            },
          ],
        },
      },
    ]);
  });

  test("has scoring with stable names, levels and grades", () => {
    expect(small.scoring).toMatchObject({
      points: [
        { id: "Session Started", event: "Session Started", points: 1, max: 10 },
        { id: "Guide Downloaded", points: 10, once: true },
        { id: "Pricing Viewed", points: 30, perMs: 86_400_000 },
        { id: "Pricing Viewed@trail", points: 5, score: "trail" },
      ],
      decay: { afterMs: 1_209_600_000, halfLifeMs: 2_592_000_000 },
      interest: [
        { level: 1, from: 60 },
        { level: 2, from: 40 },
        { level: 3, from: 20 },
        { level: 4, from: 0 },
      ],
      fit: [{ grade: "A", when: expect.anything() }, { grade: "C" }],
    });
  });

  test("has the lists with content over the default, and their phrases", () => {
    expect(small.keywordLists).toEqual([
      {
        id: "okna-search",
        platform: "yandex",
        phrases: 3,
        remember: "visit",
        secondChances: [],
        groups: { "cheap-windows": { label: "Недорого" }, "home-windows": {}, pvc: {} },
        content: {
          0: {
            "hero.cta": { ru: { value: { label: "Узнать цену", href: "#lead" } } },
            "hero.headline": { ru: { value: "Недорогие окна с установкой" } },
          },
        },
      },
    ]);
    const keywords = loadKeywords(small, smallBuffers);
    expect([...listedPhrases(loadRuleset(small, { keywords }))]).toEqual([
      {
        phrase: "купить пластиковые окна недорого",
        list: "okna-search",
        group: "cheap-windows",
        row: 0,
      },
      { phrase: "окна для дома", list: "okna-search", group: "home-windows", row: 1 },
      { phrase: "окна пвх", list: "okna-search", group: "pvc", row: 2 },
    ]);
  });

  test("knows how places decline only where some content asks where", () => {
    expect(small.placeForms["владимир"]).toBe("во Владимире");
    const { artifact } = compileSmall(["content/okna.yaml", "|where", ""]);
    expect(artifact?.placeForms).toEqual({});
  });
});

describe("tests and personas", () => {
  const { tests, personas } = compileSmall();

  test("come with what a test starts from laid under it", () => {
    expect(tests).toMatchObject([
      {
        name: "cheap query, second visit",
        given: {
          url: "https://okna.example/okna",
          geo: { country: "RU", city: "Казань" },
          visits: 2,
          at: "2026-12-05T09:00:00.000Z",
          lastVisit: { agoMs: 172_800_000 },
          traits: { role: "director" },
          events: [{ event: "Guide Downloaded", agoMs: 172_800_000 }],
        },
        expect: {
          slots: { "hero.headline": { variant: "by-intent/cheap", contains: ["Недорогие"] } },
          offers: ["comeback"],
          segments: ["moscow"],
        },
        place: { file: "tests/okna.yaml", line: 2 },
      },
    ]);
    expect(tests[0]?.placeOf(["expect", "offers"])).toEqual({
      file: "tests/okna.yaml",
      line: 11,
      column: 15,
    });
  });

  test("name the visitor", () => {
    expect(personas).toMatchObject([
      { id: "director", name: "Директор из Москвы", given: { visits: 3 } },
    ]);
  });
});

describe("the revision", () => {
  test("does not change with the order of files, comments, or where a thing is written", () => {
    const reversed = new Map([...SMALL].reverse());
    expect(artifactOf(reversed).revision).toBe(small.revision);
    const commented = new Map(
      [...SMALL].map(([file, text]) => [file, file.endsWith(".yaml") ? `# note\n${text}` : text]),
    );
    expect(artifactOf(commented).revision).toBe(small.revision);
    const moved = new Map(SMALL);
    moved.delete("segments.yaml");
    moved.set("site.yaml", `${SMALL_RULES["site.yaml"]}---\n${SMALL_RULES["segments.yaml"]}`);
    expect(artifactOf(moved).revision).toBe(small.revision);
  });

  test.each<[string, string, string, string]>([
    ["a text", "content/okna.yaml", "Вернулись?", "С возвращением"],
    ["a weight", "content/okna.yaml", "weight: 50", "weight: 49"],
    ["a condition", "segments.yaml", "60..", "61.."],
    ["a phrase", "keywords/okna.csv", "123", "124"],
    ["a default", "site.yaml", "О нас", "О компании"],
  ])("changes with %s", (_, file, from, to) => {
    expect(compileSmall([file, from, to]).artifact?.revision).not.toBe(small.revision);
  });
});

describe("a folder", () => {
  test("without a site is told so", () => {
    const { artifact, problems } = compileRules(new Map());
    expect(artifact).toBeUndefined();
    expect(problems).toEqual([
      expect.objectContaining({ severity: "error", file: "site.yaml", line: 1, column: 1 }),
    ]);
  });

  test("gives all problems at once, in order of place, each once", () => {
    const { problems } = compileSmall(
      ["content/okna.yaml", "page: okna", "page: oknaa"],
      ["content/okna.yaml", "|title|", "|titel|"],
      ["site.yaml", "path: /about", "path: about"],
      ["offers/comeback.yaml", "goal: lead", "goal: leed"],
    );
    const places = problems.map(({ file, line, column }) => [file, line, column] as const);
    expect(places).toEqual(
      [...places].sort(([a, b, c], [x, y, z]) => (a === x ? b - y || c - z : a < x ? -1 : 1)),
    );
    expect(new Set(problems.map(formatProblem)).size).toBe(problems.length);
    expect(new Set(problems.map(({ file }) => file))).toEqual(
      new Set(["content/okna.yaml", "site.yaml", "offers/comeback.yaml"]),
    );
  });
});

test("any damage to the files gives problems or a rule set, never an exception", () => {
  const lines = [...SMALL].flatMap(([file, text]) =>
    text.split("\n").map((_, line) => ({ file, line })),
  );
  const damage = fc.record({
    at: fc.constantFrom(...lines),
    how: fc.constantFrom("delete", "double", "indent", "cut", "other"),
    other: fc.constantFrom(...lines),
    text: fc.string({ unit: "grapheme", maxLength: 12 }),
  });
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
      const files = new Map([...SMALL].map(([file, text]) => [file, text.split("\n")]));
      for (const { at, how, other, text } of damages) {
        const here = files.get(at.file) ?? [];
        const line = here[at.line] ?? "";
        const there = files.get(other.file)?.[other.line] ?? "";
        const parts = {
          delete: [],
          double: [line, line],
          indent: [`  ${line}`],
          cut: [line.slice(0, line.length / 2) + text],
          other: [there],
        };
        here.splice(at.line, 1, ...parts[how]);
      }
      const joined = new Map([...files].map(([file, text]) => [file, text.join("\n")]));
      const { artifact, buffers, problems } = compileRules(joined);
      const broken = problems.some(({ severity }) => severity === "error");
      expect(artifact === undefined).toBe(broken);
      if (artifact) loadRuleset(artifact, { keywords: loadKeywords(artifact, buffers) });
    }),
    { numRuns: 150 },
  );
});
