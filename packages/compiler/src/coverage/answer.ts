import { explainPhrase } from "@facet/engine";
import type { KeywordLoser, KeywordMatch, PrecedenceStep, Ruleset } from "@facet/engine";
import type { ListedPhrase, Outcome } from "./report.ts";

/** What the matcher answers to a search term. */
export interface TermAnswer {
  readonly match?: KeywordMatch;
  /** Why no phrase matched that otherwise would have. */
  readonly blocked?: { readonly minus: string; readonly phrase?: ListedPhrase };
  /** The best phrase of another group, where no more than the last tie breaks parted it. */
  readonly rival?: { readonly phrase: ListedPhrase; readonly decidedBy: PrecedenceStep };
}

/** Asks the matcher of a rule set; the same that decides for visitors. */
export function answerTerm(ruleset: Ruleset, term: string): TermAnswer {
  const { match, losers } = explainPhrase(ruleset, { text: term });
  if (match) {
    for (const loser of losers) {
      const decidedBy = tieBreak(loser, match);
      if (decidedBy) return { match, rival: { phrase: toListed(loser), decidedBy } };
    }
    return { match };
  }
  const blocked = losers.find(({ lost }) => lost === "blocked");
  return blocked ? { blocked: { minus: blocked.detail, phrase: toListed(blocked) } } : {};
}

/** Steps of precedence that say nothing of what an editor meant. */
const TIE_BREAKS: ReadonlySet<PrecedenceStep> = new Set([
  "stopWords",
  "order",
  "span",
  "rarity",
  "group",
  "platform",
  "file",
]);

/** What parted a phrase of another group from the match, where it was no more than a tie break. */
function tieBreak(loser: KeywordLoser, match: KeywordMatch): PrecedenceStep | undefined {
  const { lost, decidedBy, list, group } = loser;
  if (lost !== "beaten" || (list === match.list && group === match.group)) return undefined;
  return decidedBy !== undefined && TIE_BREAKS.has(decidedBy) ? decidedBy : undefined;
}

/** Ways to fit that a list must ask for: the text has to be mended first. */
const SECOND_CHANCES: ReadonlySet<string> = new Set([
  "synonym",
  "typo",
  "layout",
  "transliteration",
]);
/** Ways to fit that leave no doubt. */
const IDENTICAL: ReadonlySet<string> = new Set(["id", "identical"]);

/** What became of a term. */
export function outcomeOf({ match, blocked }: TermAnswer): Outcome {
  if (!match) return blocked ? "blocked" : "default";
  const ways: readonly string[] = [match.match, match.rung];
  if (ways.some((way) => SECOND_CHANCES.has(way))) return "secondChance";
  return ways.some((way) => IDENTICAL.has(way)) ? "identical" : "matched";
}

/** The listed phrase of a match, or of one that lost. */
export function toListed(listed: KeywordMatch | KeywordLoser): ListedPhrase {
  const { list, group } = listed;
  const phrase = textOf(listed);
  return { list, ...(group === undefined ? {} : { group }), phrase };
}

/** The text of a listed phrase: a report is only made where texts are loaded. */
export function textOf({ phrase }: KeywordMatch | KeywordLoser): string {
  if (phrase === undefined) throw new TypeError("The rule set was loaded without its texts.");
  return phrase;
}
