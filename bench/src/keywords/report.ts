import { FACET } from "./contender.ts";
import { measureKeywords } from "./measure.ts";
import type { ContenderFigures } from "./measure.ts";

const SIZES = [10_000, 100_000, 1_000_000];

/** Measures phrase look-up at several numbers of phrases and prints a table for each. */
export function reportKeywords(): void {
  console.log(
    [
      "Ad phrases: each contender in its own process, 120,000 queries in turn or as many as time allows",
      "identical: CPU time of a query that is a listed phrase; ×: times that of the Map",
      "worded: CPU time of the others, p50 and p99 among them: word forms in another order with other words, and misses",
    ].join("\n"),
  );
  const all = SIZES.map((size) => {
    const figures = measureKeywords(size);
    const [floor] = figures;
    console.log(`${size.toLocaleString("en")} phrases`);
    console.table(
      Object.fromEntries(
        figures.map((each) => [each.name, toRow(each, { size, floor: floor as ContenderFigures })]),
      ),
    );
    return { size, facet: figures.find(({ name }) => name === FACET) as ContenderFigures };
  });
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return;
  const growth = last.facet.others.p50Ns / first.facet.others.p50Ns;
  console.log(`Facet, worded p50: × ${growth.toFixed(1)} from the fewest phrases to the most`);
  for (const { size, facet } of all) {
    const texts = (facet.textBytes ?? 0) / size;
    console.log(
      `Facet, ${size.toLocaleString("en")}: ${texts.toFixed(0)} of its bytes a phrase are texts for people; ` +
        `loading takes 1/${Math.round(facet.buildMs / (facet.loadMs ?? Number.NaN))} of compiling`,
    );
  }
}

interface Beside {
  readonly size: number;
  readonly floor: ContenderFigures;
}

function toRow(each: ContenderFigures, { size, floor }: Beside): Record<string, string | number> {
  const { identical, others, varied } = each;
  const times = (ns: number): number => Number((ns / floor.identical.meanNs).toFixed(1));
  return {
    "identical, µs": micro(identical.meanNs),
    "×": times(identical.meanNs),
    "worded, µs": micro(others.meanNs),
    "p50, µs": micro(others.p50Ns),
    "× ": times(others.p50Ns),
    "p99, µs": micro(others.p99Ns),
    "×  ": times(others.p99Ns),
    "forms found": `${Math.round(varied.found * 100)} %`,
    "B/phrase": Math.round(each.bytes / size),
    "build, s": Number((each.buildMs / 1_000).toFixed(2)),
    "load, ms": each.loadMs === undefined ? "–" : Math.round(each.loadMs),
    queries: each.queries,
  };
}

function micro(ns: number): number {
  return Number((ns / 1_000).toPrecision(3));
}
