import { median } from "../measure.ts";
import type { Contender } from "./contender.ts";
import type { Query, QueryKind } from "./workload.ts";

const PASSES = 3;
/** A slow contender answers only the first queries of the pool: as many as fit into this. */
const PASS_MS = 1_000;
const WARM_UP = 40;

/** Answers counted: the compiler may leave out a call whose answer nobody looks at. */
let answered = 0;

/** What is left when a query costs nothing: the clock and the call. */
const NOTHING: Contender = { find: () => undefined, isFound: () => false, isRow: () => false };

/** Figures of the queries of one kind. */
export interface KindFigures {
  /** CPU time of an average query, without any clock between the queries. */
  readonly meanNs: number;
  readonly p50Ns: number;
  readonly p99Ns: number;
  /** Share of queries that had an answer. */
  readonly found: number;
  /** Share of queries whose answer was the phrase that they were made of. */
  readonly right: number;
}

/** Figures of a pool of queries. */
export interface QueryFigures {
  /** How often anything was answered, in all passes. */
  readonly answered: number;
  /** How many of the pool were answered within the time allowed. */
  readonly queries: number;
  readonly identical: KindFigures;
  /** Queries that are no listed text: varied ones and misses. */
  readonly others: KindFigures;
  readonly varied: KindFigures;
}

/**
 * Puts the pool of queries to a contender in several passes. The time of one query is its median
 * over the passes less what the clock takes, so that a pause of the whole process is not counted as
 * the query's own; the average is CPU time and has everything in it.
 */
export function measureQueries(contender: Contender, pool: readonly Query[]): QueryFigures {
  const asked = pool.slice(0, warmUp(contender, pool));
  const passes = Array.from({ length: PASSES }, () => timePass(contender, asked));
  const clock = median(Array.from(timePass(NOTHING, asked)));
  const times = asked.map((_, at) =>
    Math.max(0, median(passes.map((pass) => pass[at] as number)) - clock),
  );
  const figuresOf = (...kinds: readonly QueryKind[]): KindFigures => {
    const chosen = asked.flatMap(({ kind }, at) => (kinds.includes(kind) ? at : []));
    const sorted = Float64Array.from(chosen, (at) => times[at] as number).sort();
    const answers = chosen.map((at) => ({
      answer: contender.find((asked[at] as Query).text),
      row: (asked[at] as Query).row,
    }));
    const shareOf = (count: number): number => count / chosen.length;
    const texts = chosen.map((at) => (asked[at] as Query).text);
    return {
      meanNs: median(Array.from({ length: PASSES }, () => meanCpuNs(contender, texts))),
      p50Ns: sorted[Math.floor(sorted.length * 0.5)] as number,
      p99Ns: sorted[Math.floor(sorted.length * 0.99)] as number,
      found: shareOf(answers.filter(({ answer }) => contender.isFound(answer)).length),
      right: shareOf(answers.filter(({ answer, row }) => contender.isRow(answer, row)).length),
    };
  };
  return {
    answered,
    queries: asked.length,
    identical: figuresOf("identical"),
    others: figuresOf("varied", "miss"),
    varied: figuresOf("varied"),
  };
}

/** @returns how many queries of the pool a pass has, by the CPU time of those of the warm-up. */
function warmUp(contender: Contender, pool: readonly Query[]): number {
  const texts = pool.map(({ text }) => text);
  const until = performance.now() + PASS_MS;
  const batches: number[] = [];
  for (let at = 0; performance.now() < until; at = (at + WARM_UP) % texts.length) {
    batches.push(meanCpuNs(contender, texts.slice(at, at + WARM_UP)));
  }
  return Math.min(pool.length, Math.max(WARM_UP, Math.round((PASS_MS * 1e6) / median(batches))));
}

function timePass(contender: Contender, asked: readonly Query[]): Float64Array {
  const times = new Float64Array(asked.length);
  for (let at = 0; at < asked.length; at++) {
    const { text } = asked[at] as Query;
    const started = performance.now();
    if (contender.find(text) !== undefined) answered++;
    times[at] = (performance.now() - started) * 1e6;
  }
  return times;
}

function meanCpuNs(contender: Contender, texts: readonly string[]): number {
  const before = process.cpuUsage();
  for (const text of texts) if (contender.find(text) !== undefined) answered++;
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1_000) / texts.length;
}
