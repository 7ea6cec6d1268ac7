import type { KeywordDecision, KeywordList, PhraseInput } from "@facet/engine";
import { describe, expect, it } from "vitest";
import { recallPhrase, rememberPhrase } from "../../src/visitors/phrase.ts";
import { applyPageView, newVisitor } from "../../src/visitors/reducer.ts";
import type { PageView, VisitorState } from "../../src/visitors/visitor.ts";
import { MINUTE, NOW } from "../fixtures/app.ts";
import { shop } from "../fixtures/ruleset.ts";

const DAY = 24 * 60 * MINUTE;

function listOf(id: string, remember: KeywordList["remember"]): KeywordList {
  return {
    id,
    platform: "yandex",
    phrases: 1,
    remember,
    secondChances: [],
    groups: {},
    content: {},
  };
}

const rules = shop({
  keywordLists: [listOf("page", "page"), listOf("visit", "visit"), listOf("week", 7 * DAY)],
});

const consent = { storage: true, analytics: true, profile: true, ads: true, sharing: true };

function keyword(list: string): KeywordDecision {
  return { phrase: "окна пвх", list, match: "broad", rung: "matcher" };
}

function seen(state: VisitorState, at: number, touch = {}): VisitorState {
  const view: PageView = { at, touch: { channel: "Direct", ...touch }, path: "/", consent };
  return applyPageView(state, view, rules);
}

function click(list: string | undefined, phrase: PhraseInput | undefined, state?: VisitorState) {
  const facts = { phrase, keyword: list === undefined ? undefined : keyword(list), at: NOW };
  return rememberPhrase(state ?? seen(newVisitor("v1", NOW), NOW), facts, rules);
}

const text = { text: "купить окна пвх" };

describe("the phrase of a click", () => {
  it("stays the visitor's for the visit, with how it was found", () => {
    const state = click("visit", text);
    const phrase = { phrase: "окна пвх", list: "visit", match: "broad", rung: "matcher" };
    expect(recallPhrase(state, NOW)).toEqual(phrase);
    expect(recallPhrase(seen(state, NOW + 20 * MINUTE), NOW + 20 * MINUTE)).toEqual(phrase);
    expect(recallPhrase(seen(state, NOW + 40 * MINUTE), NOW + 40 * MINUTE)).toBeUndefined();
    expect(recallPhrase(seen(state, NOW + MINUTE, { source: "vk" }), NOW)).toBeUndefined();
  });

  it("stays for as many days as its list says, over visits", () => {
    const state = seen(click("week", text), NOW + 3 * DAY);
    expect(recallPhrase(state, NOW + 3 * DAY)).toMatchObject({ list: "week" });
    expect(recallPhrase(state, NOW + 7 * DAY - 1)).toMatchObject({ list: "week" });
    expect(recallPhrase(state, NOW + 7 * DAY)).toBeUndefined();
  });

  it("is the page's alone where its list says so", () => {
    expect(recallPhrase(click("page", text), NOW)).toBeUndefined();
  });

  it("takes the place of the one before, even where no list has it", () => {
    const before = click("week", text);
    expect(click("visit", text, before).phrase?.list).toBe("visit");
    expect(click(undefined, { text: "балконы" }, before).phrase).toBeUndefined();
    expect(click("page", text, before).phrase).toBeUndefined();
  });

  it("is left alone by pages that bring none", () => {
    const before = click("week", text);
    expect(click("week", undefined, before)).toBe(before);
    expect(click("week", { ids: { gbid: "1" } }, before)).toBe(before);
  });
});
