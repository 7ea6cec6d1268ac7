import type { KeywordDecision, KeywordList, PhraseInput } from "@facet/engine";
import { describe, expect, it } from "vitest";
import type { ViewFact } from "../../src/visitors/facts.ts";
import { phraseToRemember, recallPhrase } from "../../src/visitors/phrase.ts";
import { applyFact, newVisitor } from "../../src/visitors/reducer.ts";
import type { VisitorState } from "../../src/visitors/visitor.ts";
import { shop } from "../fixtures/ruleset.ts";
import { MINUTE, NOW, view } from "./facts.ts";

const HOUR = 60;
const DAY = 24 * HOUR;

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
  keywordLists: [
    listOf("page", "page"),
    listOf("visit", "visit"),
    listOf("week", 7 * DAY * MINUTE),
  ],
});

function keyword(list: string): KeywordDecision {
  return { phrase: "окна пвх", list, match: "broad", rung: "matcher" };
}

const nobody = newVisitor("v1", NOW);
const text = { text: "купить окна пвх" };

/** What a page view is told of the phrase, by the list that it was found in. */
function told(
  minutes: number,
  list: string | undefined,
  phrase: PhraseInput | "none" = text,
  state: VisitorState = nobody,
): ViewFact["phrase"] {
  const at = NOW + minutes * MINUTE;
  const found = list === undefined ? undefined : keyword(list);
  return phraseToRemember(
    {
      phrase: phrase === "none" ? undefined : phrase,
      keyword: found,
      remembered: recallPhrase(state, at),
      at,
    },
    rules,
  );
}

function seen(state: VisitorState, minutes: number, parts: Partial<ViewFact> = {}): VisitorState {
  const fact = view(minutes, {}, parts);
  return applyFact(state, { messageId: `m${minutes}`, fact }, rules);
}

function click(minutes: number, list: string | undefined, state = nobody): VisitorState {
  const phrase = told(minutes, list);
  return seen(state, minutes, phrase === undefined ? {} : { phrase });
}

const listAt = (state: VisitorState, minutes: number): string | undefined =>
  recallPhrase(state, NOW + minutes * MINUTE)?.list;

describe("the phrase of a click", () => {
  it("stays the visitor's for the visit, with how it was found", () => {
    const state = click(0, "visit");
    const phrase = { phrase: "окна пвх", list: "visit", match: "broad", rung: "matcher" };
    expect(recallPhrase(state, NOW)).toEqual(phrase);
    expect(listAt(seen(state, 20), 20)).toBe("visit");
    expect(listAt(seen(state, 40), 40)).toBeUndefined();
    expect(
      listAt(seen(state, 1, { touch: { channel: "Email", source: "vk" } }), 1),
    ).toBeUndefined();
  });

  it("stays for as many days as its list says, over visits", () => {
    const state = seen(click(0, "week"), 3 * DAY);
    expect(listAt(state, 3 * DAY)).toBe("week");
    expect(recallPhrase(state, NOW + 7 * DAY * MINUTE - 1)).toMatchObject({ list: "week" });
    expect(listAt(state, 7 * DAY)).toBeUndefined();
  });

  it("is the page's alone where its list says so", () => {
    expect(listAt(click(0, "page"), 0)).toBeUndefined();
  });

  it("takes the place of the one before, even where no list has it", () => {
    const before = click(0, "week");
    expect(listAt(click(1, "visit", before), 1)).toBe("visit");
    expect(listAt(click(1, undefined, before), 1)).toBeUndefined();
    expect(listAt(click(1, "page", before), 1)).toBeUndefined();
  });

  it("is that of the latest click, whichever arrives last", () => {
    expect(listAt(click(-5, "week", click(0, "visit")), 0)).toBe("visit");
    expect(listAt(click(-5, "week", click(0, undefined)), 0)).toBeUndefined();
  });

  it("is the visit's again where a late page view joins two visits", () => {
    const apart = seen(click(0, "visit"), 40);
    expect(listAt(apart, 40)).toBeUndefined();
    expect(listAt(seen(apart, 20), 40)).toBe("visit");
  });

  it("is left alone by pages that bring none", () => {
    const before = click(0, "week");
    expect(told(1, "week", "none", before)).toBeUndefined();
    expect(told(1, "week", { ids: { gbid: "1" } }, before)).toBeUndefined();
    expect(listAt(seen(before, 1), 1)).toBe("week");
  });
});
