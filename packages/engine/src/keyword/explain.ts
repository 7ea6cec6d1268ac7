import { wordAt } from "../words/text-words.ts";
import type { TextWords } from "../words/text-words.ts";
import { tokenise } from "../words/tokenise.ts";
import { canonicalPhrase } from "./canonical.ts";
import { extraPositions, fitOf } from "./fit.ts";
import { WORD, isRequired } from "./pattern.ts";
import { hasAll, patternCount, rowOf, wordsOf } from "./pattern-index.ts";
import { CRITERIA, OF_ONE_TEXT, decidingCriterion, isBetter } from "./precedence.ts";
import type { Contest } from "./precedence.ts";
import { toListedRow } from "./row-table.ts";
import type { Search } from "./search.ts";
import type { KeywordMatch } from "./matcher.ts";
import type { Texts } from "./texts.ts";
import type { ExplainOptions, KeywordLoser, LossReason, PrecedenceStep } from "./trace.ts";
import { withOperators } from "./written.ts";

/** What an explanation is made from; the contest's query has been read. */
export interface ExplainInput {
  readonly contest: Contest;
  readonly search: Search;
  /** Absent: not loaded. */
  readonly texts: Texts | undefined;
}

const MAX_LOSERS = 10;

/** Stands for a text of the lists where texts are not loaded. */
const NOT_LOADED = "(its text is not loaded)";

/** Reasons in the order of how close a phrase came. */
const CLOSENESS: readonly LossReason[] = ["beaten", "blocked", "extra", "order", "missing"];

interface Candidate {
  readonly pattern: number;
  readonly lost: LossReason;
}

/** The answer that the others lost to. */
export interface Winner {
  readonly row: number;
  readonly rung: KeywordMatch["rung"];
}

/** Names the phrases that were in the running and why they lost. */
export function explainSearch(
  input: ExplainInput,
  options: ExplainOptions & { readonly winner?: Winner },
): KeywordLoser[] {
  const { contest, search } = input;
  const { winner, missing = false } = options;
  const isRunning = (pattern: number): boolean => rowOf(contest.index, pattern) !== winner?.row;
  const candidates = search.candidates();
  const best = bestOf(
    candidates.filter((pattern) => !isRunning(pattern)),
    contest,
  );
  const running = candidates
    .filter(isRunning)
    .map((pattern): Candidate => ({ pattern, lost: reasonOf(pattern, input) }));
  const near = missing ? nearMisses(contest).filter(isRunning) : [];
  return [...running, ...near.map((pattern): Candidate => ({ pattern, lost: "missing" }))]
    .sort((a, b) => compareCandidates(a, b, contest))
    .slice(0, MAX_LOSERS)
    .map((candidate) => toLoser(candidate, winner && { ...winner, best }, input));
}

/** The best of some patterns, such as the alternatives of one phrase. */
function bestOf(patterns: readonly number[], contest: Contest): number | undefined {
  let best: number | undefined;
  for (const pattern of patterns) {
    if (best === undefined || isBetter(pattern, best, contest)) best = pattern;
  }
  return best;
}

function reasonOf(pattern: number, { contest, search }: ExplainInput): LossReason {
  const fit = fitOf(contest.index, pattern, contest.query);
  if (fit !== "fits") return fit;
  return search.blocking(pattern) < 0 ? "beaten" : "blocked";
}

function compareCandidates(a: Candidate, b: Candidate, contest: Contest): number {
  const difference = CLOSENESS.indexOf(a.lost) - CLOSENESS.indexOf(b.lost);
  if (difference !== 0) return difference;
  return isBetter(a.pattern, b.pattern, contest) ? -1 : 1;
}

/** Patterns of two words or more of which the query lacks exactly one. */
function nearMisses({ index, query }: Contest): number[] {
  const found: number[] = [];
  for (let pattern = 0; pattern < patternCount(index); pattern++) {
    if (!hasAll(index, pattern, query) && missingWords(index, pattern, query).length === 1) {
      found.push(pattern);
    }
  }
  return found;
}

type Index = Contest["index"];

/** Positions in the pattern of the required words that the query lacks; none where it lacks all. */
function missingWords(index: Index, pattern: number, { masks }: Contest["query"]): number[] {
  const missing: number[] = [];
  let hits = 0;
  for (const [position, word] of wordsOf(index, pattern).entries()) {
    if (!isRequired(word)) continue;
    if (masks[word & WORD.class] === 0) missing.push(position);
    else hits += 1;
  }
  return hits === 0 ? [] : missing;
}

/** The answer, with its pattern where it is in the running by its words. */
interface WinningPattern extends Winner {
  readonly best: number | undefined;
}

function toLoser(
  { pattern, lost }: Candidate,
  winner: WinningPattern | undefined,
  input: ExplainInput,
): KeywordLoser {
  const { rows, index } = input.contest;
  const listed = toListedRow(rows, rowOf(index, pattern));
  const written = listed.phrase && withOperators(listed.phrase, index, pattern);
  const base = { ...listed, ...(written === listed.phrase ? {} : { written }), lost };
  if (lost !== "beaten" || !winner) return { ...base, detail: detailOf({ pattern, lost }, input) };
  const { id, name } = advantageOf(winner, pattern, input.contest);
  return { ...base, decidedBy: id, detail: `the winner has ${name}` };
}

interface Advantage {
  readonly id: PrecedenceStep;
  readonly name: string;
}

/** What the winner has before a phrase that fits as well. */
function advantageOf(winner: WinningPattern, pattern: number, contest: Contest): Advantage {
  const { best, rung } = winner;
  if (rung === "id") return { id: "id", name: "an id of the request" };
  const isOneText = rung === "identical" && hasText(winner, pattern, contest);
  if (rung === "identical" && !isOneText) return { id: "identical", name: "the very text" };
  const criteria = isOneText ? OF_ONE_TEXT : CRITERIA;
  const criterion =
    best === undefined ? undefined : decidingCriterion(best, pattern, { contest, criteria });
  return criterion ?? { id: "file", name: "an earlier place in the files" };
}

/** Whether a phrase has the text of the winner; not known of texts that are not loaded. */
function hasText({ row }: Winner, pattern: number, { rows, index }: Contest): boolean {
  const text = rows.textOf(rowOf(index, pattern));
  const own = rows.textOf(row);
  return text !== undefined && own !== undefined && canonicalPhrase(text) === canonicalPhrase(own);
}

/** Words for what keeps a phrase from the query. */
function detailOf({ pattern, lost }: Candidate, input: ExplainInput): string {
  const { contest, search, texts } = input;
  const { index, query } = contest;
  switch (lost) {
    case "beaten":
      return "it fits";
    case "blocked":
      return texts?.minus(search.blocking(pattern)) ?? NOT_LOADED;
    case "extra": {
      const extra = extraPositions(index, pattern, query);
      return wordsAt(query.words, extra).join(" ");
    }
    case "order":
      return "its words stand in another order, or apart";
    case "missing":
      return missingText(pattern, contest);
  }
}

/** The words at some positions, one bit each. */
function wordsAt(words: TextWords, positions: number): string[] {
  const texts: string[] = [];
  for (let rest = positions; rest !== 0; rest &= rest - 1) {
    texts.push(wordAt(words, 31 - Math.clz32(rest & -rest)));
  }
  return texts;
}

/** The missing words as the phrase has them. */
function missingText(pattern: number, { index, rows, query }: Contest): string {
  const text = rows.textOf(rowOf(index, pattern));
  if (text === undefined) return NOT_LOADED;
  const words = tokenise(text);
  const wanted = wordsOf(index, pattern);
  return missingWords(index, pattern, query)
    .map((position) => {
      const isFixed = ((wanted[position] ?? 0) & WORD.fixed) !== 0;
      return `${isFixed ? "!" : ""}${words[position] ?? ""}`;
    })
    .join(" ");
}
