import type { KeywordDecision } from "@facet/engine";
import { describe, expect, it } from "vitest";
import type { RequestReading } from "@facet/context";
import type { AdClick } from "../../src/diagnostics/click.ts";
import { toAdClick as read } from "../../src/diagnostics/click.ts";

const READING: RequestReading = {
  page: "okna",
  signals: {},
  locale: "ru",
  bot: false,
  consent: { storage: true, analytics: true, profile: true, ads: true, sharing: true },
  touch: { source: "yandex", campaign: "777", channel: "Paid Search" },
  warnings: [],
  degraded: [],
  diagnostics: { brokenMacros: [] },
};
const KEYWORD: KeywordDecision = { phrase: "окна", list: "okna", match: "broad", rung: "matcher" };

const toAdClick = (
  reading: RequestReading,
  keyword: KeywordDecision | undefined,
  minus = "бесплатно",
): AdClick | undefined => read(reading, { keyword, isBlocked: (text) => text.includes(minus) });

describe("a page view as an ad click", () => {
  it("is none without phrase, broken macro or click id", () => {
    expect(toAdClick(READING, undefined)).toBeUndefined();
    expect(toAdClick(READING, KEYWORD)).toBeUndefined();
  });

  it("is told with its phrase and how that was found", () => {
    const click = toAdClick({ ...READING, phrase: { text: "окна в москве" } }, KEYWORD);
    expect(click).toEqual({
      source: "yandex",
      campaign: "777",
      brokenMacros: [],
      phrase: "окна в москве",
      rung: "matcher",
    });
  });

  it("is not matched by a phrase that the visitor brought before", () => {
    const unknownId = { ...READING, phrase: { ids: { phrase_id: "5" } } };
    expect(toAdClick(unknownId, KEYWORD)).not.toHaveProperty("rung");
    expect(toAdClick(unknownId, { ...KEYWORD, rung: "id" })).toMatchObject({ rung: "id" });
    const broken = { ...READING, diagnostics: { brokenMacros: ["utm_term"] } };
    expect(toAdClick(broken, KEYWORD)).not.toHaveProperty("rung");
  });

  it("tells a phrase that a minus phrase keeps away from one that nobody thought of", () => {
    const free = { ...READING, phrase: { text: "окна бесплатно" } };
    expect(toAdClick(free, undefined)).toMatchObject({ blocked: true });
    expect(toAdClick(free, KEYWORD)).not.toHaveProperty("blocked");
    const unknown = { ...READING, phrase: { text: "двери" } };
    expect(toAdClick(unknown, undefined)).not.toHaveProperty("blocked");
  });

  it("may have lost everything but its click id", () => {
    const cut = {
      ...READING,
      touch: { channel: "Paid Search", clickPlatform: "yandex", clickId: "1" },
    };
    expect(toAdClick(cut, undefined)).toEqual({ brokenMacros: [] });
  });
});
