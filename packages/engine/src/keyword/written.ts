import { tokenise } from "../words/tokenise.ts";
import { platformOf } from "./fit.ts";
import { WORD, kindOf } from "./pattern.ts";
import type { PatternKind } from "./pattern.ts";
import { headerOf, wordsOf } from "./pattern-index.ts";
import type { PatternIndex } from "./pattern-index.ts";

/** Marks around a phrase, by the kind of its pattern. */
type Marks = Readonly<Partial<Record<PatternKind, readonly [string, string]>>>;

/** As Yandex Direct writes them, and plain lists after it. */
const QUOTED: Marks = { cover: ['"', '"'] };
/** As Google Ads and Microsoft write match types. */
const MATCH_TYPES: Marks = { cover: ["[", "]"], ordered: ['"', '"'] };

/**
 * A phrase with the operators by which it matches, in the spelling of its ad system: phrases of one text
 * are told apart by nothing else.
 *
 * @param text Of the phrase, without operators.
 */
export function withOperators(text: string, index: PatternIndex, pattern: number): string {
  const header = headerOf(index, pattern);
  const platform = platformOf(header);
  const marks = platform === "google" || platform === "microsoft" ? MATCH_TYPES : QUOTED;
  const [before, after] = marks[kindOf(header)] ?? ["", ""];
  return before + markWords(text, wordsOf(index, pattern)) + after;
}

/** Writes `!` before fixed words, and brackets around words that follow each other. */
function markWords(text: string, words: Uint32Array): string {
  const pieces = text.split(" ");
  let place = 0;
  const places = pieces.map((piece) => {
    const start = place;
    place += tokenise(piece).length;
    return start;
  });
  const has = (piece: number, flag: number): boolean =>
    ((words[places[piece] ?? -1] ?? 0) & flag) !== 0;
  return pieces
    .map((piece, at) => {
      const follows = has(at, WORD.adjacent);
      const isFollowed = at + 1 < pieces.length && has(at + 1, WORD.adjacent);
      const mark = has(at, WORD.fixed) ? `!${piece}` : piece;
      return (!follows && isFollowed ? "[" : "") + mark + (follows && !isFollowed ? "]" : "");
    })
    .join(" ");
}
