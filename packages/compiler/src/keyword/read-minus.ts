import type { KeywordList } from "@facet/engine";
import { parsePhrase } from "./parse-phrase.ts";
import { toPattern, toRawPattern } from "./pattern-source.ts";
import type { PatternSource } from "./pattern-source.ts";
import type { PhraseIssue, Reading } from "./piece.ts";

type Platform = KeywordList["platform"];

/** A minus phrase and how it is written. */
export interface MinusSource {
  readonly text: string;
  readonly pattern: PatternSource;
}

/** The minus phrases of one text. */
export interface ReadMinus {
  readonly minus: readonly MinusSource[];
  readonly issues: readonly PhraseIssue[];
}

/**
 * Reads minus phrases as editors write them: one a line or with commas between, with or without a
 * minus in front; a line that begins with `#` is a note.
 */
export function readMinusPhrases(text: string, platform: Platform): ReadMinus {
  const minus: MinusSource[] = [];
  const issues = new Set<PhraseIssue>();
  for (const line of text.split(/[\r\n]+/u)) {
    if (line.trimStart().startsWith("#")) continue;
    // A comma inside a number is no border.
    for (const part of line.split(/,(?!\d)/u)) {
      const read = readMinusPhrase(part.trim(), platform);
      minus.push(...read.minus);
      for (const issue of read.issues) issues.add(issue);
    }
  }
  return { minus, issues: [...issues] };
}

function readMinusPhrase(text: string, platform: Platform): ReadMinus {
  if (platform === "google" || platform === "microsoft") {
    const negative = readNegative(text, platform);
    return { minus: negative ? [negative] : [], issues: [] };
  }
  const { readings, minus, issues } = parsePhrase(text, { grouping: platform === "yandex" });
  return {
    minus: [...readings, ...minus].flatMap((reading) => toMinus(reading, platform) ?? []),
    issues,
  };
}

/**
 * Makes a minus phrase of a phrase with operators (Yandex). Without any operator it is plain.
 *
 * @returns `undefined` where it has no words, or too many.
 */
export function toMinus(reading: Reading, platform: "yandex" | "plain"): MinusSource | undefined {
  const { pieces, quoted } = reading;
  const pattern = toPattern(reading, { platform, kind: quoted ? "cover" : "broad" });
  if (!pattern) return undefined;
  const plain =
    !quoted && pieces.every(({ fixed, kept, bracket }) => !fixed && !kept && bracket === undefined);
  return { text: writeReading(reading), pattern: { ...pattern, plain } };
}

function writeReading({ pieces, quoted }: Reading): string {
  const text = pieces
    .map(({ text, fixed, kept, bracket }, index) => {
      const opens = bracket !== undefined && pieces[index - 1]?.bracket !== bracket;
      const closes = bracket !== undefined && pieces[index + 1]?.bracket !== bracket;
      const operators = `${kept ? "+" : ""}${fixed ? "!" : ""}`;
      return `${opens ? "[" : ""}${operators}${text}${closes ? "]" : ""}`;
    })
    .join(" ");
  return quoted ? `"${text}"` : text;
}

/**
 * Reads a negative keyword of Google or Microsoft, which compares words as they are written: `kw` all
 * words anywhere (Microsoft: as a phrase, it has no broad negatives), `"kw"` the phrase, `[kw]` the
 * whole query.
 *
 * @returns `undefined` where it has no words, or too many.
 */
export function readNegative(
  text: string,
  platform: "google" | "microsoft",
): MinusSource | undefined {
  const written = text.trim().replace(/^-\s*/u, "");
  const pattern = toRawPattern(written, { platform, kind: negativeKind(written, platform) });
  return pattern && { text: written, pattern };
}

function negativeKind(written: string, platform: Platform): "whole" | "ordered" | "broad" {
  if (/^\[.*\]$/u.test(written)) return "whole";
  return platform === "microsoft" || /^".*"$/u.test(written) ? "ordered" : "broad";
}
