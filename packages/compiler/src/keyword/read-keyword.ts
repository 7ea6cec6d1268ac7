import { plainPhrase } from "@facet/engine";
import type { KeywordList, PatternKind } from "@facet/engine";
import { ISSUES } from "./issues.ts";
import { parsePhrase } from "./parse-phrase.ts";
import { hasTooManyWords, toPattern } from "./pattern-source.ts";
import type { PatternSource } from "./pattern-source.ts";
import type { PhraseIssue, Reading } from "./piece.ts";
import { readNegative, toMinus } from "./read-minus.ts";
import type { MinusSource } from "./read-minus.ts";

type Platform = KeywordList["platform"];

/** A keyword of a table. */
export interface KeywordSource {
  /** With its operators. */
  readonly keyword: string;
  /** Match type, where the table gives one; goes before operators of the text. */
  readonly match?: "exact" | "phrase" | "broad";
}

/** One phrase that a keyword stands for. */
export interface KeywordPhrase {
  /** As shown to people. */
  readonly text: string;
  /** `undefined`: there is nothing to match, only ids. */
  readonly pattern: PatternSource | undefined;
  /** The minus phrases that it carries. */
  readonly minus: readonly MinusSource[];
}

/** What a keyword is. */
export interface ReadKeyword {
  /** Several where it has alternatives; none where it is a negative keyword. */
  readonly phrases: readonly KeywordPhrase[];
  /** A negative keyword: of the row's group, else of the list. */
  readonly negative?: MinusSource;
  readonly issues: readonly PhraseIssue[];
}

/** Kinds of patterns by match type. */
const KINDS = { exact: "cover", phrase: "ordered", broad: "broad" } as const;

/** Reads a keyword with the operators of its ad system. Never fails; `issues` has what is wrong. */
export function readKeyword(source: KeywordSource, platform: Platform): ReadKeyword {
  switch (platform) {
    case "yandex":
    case "plain":
      return readWithOperators(source, platform);
    case "google":
    case "microsoft":
      return readWithMatchType(source, platform);
  }
}

/** The kind of a phrase that has no operators. */
export function plainKind({ match = "broad" }: KeywordSource, platform: Platform): PatternKind {
  return platform === "yandex" ? "broad" : KINDS[match];
}

function readWithOperators(source: KeywordSource, platform: "yandex" | "plain"): ReadKeyword {
  const { keyword } = source;
  const { readings, minus, issues } = parsePhrase(keyword, { grouping: platform === "yandex" });
  const own = minus.flatMap((reading) => toMinus(reading, platform) ?? []);
  const phrases = readings.map((reading): KeywordPhrase => {
    const kind = reading.quoted ? "cover" : plainKind(source, platform);
    return { text: textOf(reading), pattern: toPattern(reading, { platform, kind }), minus: own };
  });
  return { phrases, issues: withLength(phrases, issues) };
}

/** `[kw]` is exact, `"kw"` phrase, `kw` broad, `-kw` a negative keyword. */
function readWithMatchType(
  { keyword, match }: KeywordSource,
  platform: "google" | "microsoft",
): ReadKeyword {
  const trimmed = keyword.trim();
  if (/^-(?!-)./u.test(trimmed)) {
    const negative = readNegative(trimmed, platform);
    return { phrases: [], ...(negative && { negative }), issues: [] };
  }
  const own = trimmed.match(NEGATIVES) ?? [];
  const kept = trimmed.replace(NEGATIVES, "").trim();
  const kind = KINDS[match ?? matchTypeOf(kept)];
  const text = plainPhrase(kept);
  const piece = { text, fixed: false, kept: false };
  const pattern = toPattern({ pieces: [piece] }, { platform, kind });
  const minus = own.flatMap((each) => readNegative(each, platform) ?? []);
  const phrases = [{ text, pattern, minus }];
  return { phrases, issues: withLength(phrases, []) };
}

/** Negative keywords behind a keyword. */
const NEGATIVES = /(?<=\s)-(?:"[^"]*"|\[[^\]]*\]|\S*)/gu;

function matchTypeOf(keyword: string): keyof typeof KINDS {
  if (/^\[.*\]$/u.test(keyword)) return "exact";
  return /^".*"$/u.test(keyword) ? "phrase" : "broad";
}

function textOf({ pieces }: Reading): string {
  return pieces.map(({ text }) => text).join(" ");
}

function withLength(
  phrases: readonly KeywordPhrase[],
  issues: readonly PhraseIssue[],
): readonly PhraseIssue[] {
  const isLong = phrases.some(({ pattern, text }) => !pattern && hasTooManyWords(text));
  return isLong ? [...issues, ISSUES.tooManyWords] : issues;
}
