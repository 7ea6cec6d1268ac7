import { isStopWord } from "../words/stop-words.ts";
import type { StopWordSystem } from "../words/stop-words.ts";
import { tokenise } from "../words/tokenise.ts";
import { platformOf } from "./fit.ts";
import { WORD, isRequired, kindOf } from "./pattern.ts";
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
  return before + markWords(text, wordsOf(index, pattern), platform) + after;
}

/** Writes `!` and `+` before words, and brackets around those that follow each other. */
function markWords(text: string, words: Uint32Array, system: StopWordSystem): string {
  const tokens = tokenise(text);
  const isStop = tokens.map((token) => isStopWord(token, system));
  // Where there are no other words, stop words are required without being told.
  const mayDrop = isStop.includes(false);
  const has = (place: number, flag: number): boolean => ((words[place] ?? 0) & flag) !== 0;
  const ends = endsOfPieces(text);
  return text
    .split(" ")
    .map((piece, at) => {
      const place = ends[at - 1] ?? 0;
      const next = ends[at] ?? 0;
      const follows = has(place, WORD.adjacent);
      const isFollowed = next < words.length && has(next, WORD.adjacent);
      const isBound = follows || isFollowed;
      const isKept = mayDrop && isStop[place] === true && isRequired(words[place] ?? 0) && !isBound;
      const sign = has(place, WORD.fixed) ? "!" : isKept ? "+" : "";
      return `${!follows && isFollowed ? "[" : ""}${sign}${piece}${follows && !isFollowed ? "]" : ""}`;
    })
    .join(" ");
}

/** How many words there are up to the end of each piece: «шкаф-купе» is two. */
function endsOfPieces(text: string): number[] {
  let end = 0;
  return text.split(" ").map((piece) => (end += tokenise(piece).length));
}
