import type { PhraseIssue } from "./piece.ts";

/** What can be wrong with the operators of a phrase. */
export const ISSUES = {
  unclosed: {
    code: "phrase-unclosed",
    message: "a quote or bracket is opened and never closed; it is read as closed at the end",
    suggestion: "close it, or take it out",
  },
  stray: {
    code: "phrase-stray",
    message: "a closing bracket, a | or a quote stands where nothing was opened; it is left out",
    suggestion: "open it before, or take it out",
  },
  nested: {
    code: "phrase-nested",
    message: "brackets inside brackets are too deep; the inner ones are left out",
    suggestion: "write the phrase on several rows",
  },
  partlyQuoted: {
    code: "phrase-partly-quoted",
    message:
      "quotes hold a part of the phrase, but they are for all of its words; they are left out",
    suggestion: "put the whole phrase in quotes, or a part that keeps its order in [ ]",
  },
  tooLong: {
    code: "phrase-too-long",
    message: "the phrase has more than 4096 characters; those behind are left out",
    suggestion: "take minus words out, or give them to the list",
  },
  tooManyWords: {
    code: "phrase-too-many-words",
    message:
      "the phrase has more than 24 words, more than are read of a query; it only matches by its id or its whole text",
    suggestion: "shorten it; ad systems allow 7 to 10 words",
  },
  alternatives: {
    code: "phrase-alternatives",
    message:
      "the phrase has more than 256 alternatives; of those behind only the first one is read",
    suggestion: "write the phrase on several rows",
  },
} as const satisfies Readonly<Record<string, PhraseIssue>>;
