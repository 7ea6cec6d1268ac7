import { FACET } from "./contender.ts";
import { measureKeywords } from "./measure.ts";
import type { ContenderFigures, KeywordFigures } from "./measure.ts";
import { AHO_CORASICK } from "./peers.ts";

const SIZES = [10_000, 100_000, 1_000_000];

/** Measures phrase look-up at several numbers of phrases and prints a table for each. */
export function reportKeywords(): void {
  console.log(
    [
      "Ad phrases: each contender in its own process, 120,000 queries in turn or as many as time allows",
      "identical: CPU time of a query that is a listed phrase; ×: times that of the Map",
      "worded: CPU time of the others, p50 and p99 among them: word forms in another order with other words, and misses",
      "build: CPU time of making the index of phrases in memory; Facet's figures are without the texts of phrases, as the answers of the others are",
    ].join("\n"),
  );
  const all = SIZES.map((size) => {
    const { contenders, artifact } = measureKeywords(size);
    const [floor] = contenders;
    console.log(`${size.toLocaleString("en")} phrases`);
    console.table(
      Object.fromEntries(
        contenders.map((each) => [
          each.name,
          toRow(each, { size, floor: floor as ContenderFigures }),
        ]),
      ),
    );
    return { size, contenders, artifact };
  });
  const growth = all.map(({ contenders }) => facetOf(contenders).others.p50Ns);
  console.log(
    `Facet, worded p50: × ${((growth.at(-1) ?? 0) / (growth[0] ?? 0)).toFixed(1)} from the fewest phrases to the most`,
  );
  for (const each of all) console.log(describeArtifact(each));
}

interface Sized extends KeywordFigures {
  readonly size: number;
}

function describeArtifact({ size, contenders, artifact }: Sized): string {
  const { buildMs } = facetOf(contenders);
  const { compileMs, loadMs, textBytes, textNs } = artifact;
  const automaton = contenders.find(({ name }) => name === AHO_CORASICK)?.buildMs ?? Number.NaN;
  return [
    `Facet, ${size.toLocaleString("en")} phrases:`,
    `building the index takes × ${(buildMs / automaton).toFixed(2)} the time of building ${AHO_CORASICK};`,
    `all of compiling, with reading and checking the table, is ${(compileMs / buildMs).toFixed(1)} times that;`,
    `loading takes ${loadMs.toFixed(0)} ms, 1/${Math.round(compileMs / loadMs)} of compiling and 1/${Math.round(buildMs / loadMs)} of building;`,
    `the texts, where they are loaded, take ${Math.round(textBytes / size)} B a phrase more, and ${micro(textNs)} µs to read the one of the answer to a worded query`,
  ].join(" ");
}

function facetOf(contenders: readonly ContenderFigures[]): ContenderFigures {
  const found = contenders.find(({ name }) => name === FACET);
  if (!found) throw new Error("Facet was not measured.");
  return found;
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
    queries: each.queries,
  };
}

function micro(ns: number): number {
  return Number((ns / 1_000).toPrecision(3));
}
