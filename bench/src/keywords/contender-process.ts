import { FACET } from "./contender.ts";
import type { Contender } from "./contender.ts";
import { compileKeywords, createKeywordIndexer, loadMatcher, withOperators } from "./facet.ts";
import { readCompiled, readPhrases, readQueries, writeCompiled } from "./files.ts";
import { PEERS } from "./peers.ts";
import { measureQueries } from "./timing.ts";

const [name = "", folder = "", step = "ask"] = process.argv.slice(2);

/** CPU time in milliseconds, of all threads: collecting garbage is part of the work. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Bytes in use once everything that nobody holds is gone. */
function bytesInUse(): number {
  if (!globalThis.gc) throw new Error("Run this process with --expose-gc.");
  for (let turn = 0; turn < 3; turn++) globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Calls a function and takes its CPU time. */
function timed<T>(call: () => T): { readonly made: T; readonly madeMs: number } {
  const started = cpuMs();
  const made = call();
  return { made, madeMs: cpuMs() - started };
}

function make(): { readonly made: Contender; readonly madeMs: number } {
  if (name === FACET) return timed(() => loadMatcher(readCompiled(folder, { texts: false })));
  const maker = PEERS.find((peer) => peer.name === name);
  if (!maker) throw new Error(`There is no contender "${name}".`);
  const phrases = readPhrases(folder);
  return timed(() => maker.build(phrases));
}

/** Makes a contender and puts the queries to it. */
function ask(maker: typeof make): object {
  const before = bytesInUse();
  const { made, madeMs } = maker();
  const bytes = bytesInUse() - before;
  return { madeMs, bytes, ...measureQueries(made, readQueries(folder)) };
}

/** What a step prints. */
const STEPS: ReadonlyMap<string, () => object> = new Map([
  [
    "compile",
    () => {
      const keywords = withOperators(readPhrases(folder));
      const { made, madeMs } = timed(() => compileKeywords(keywords));
      writeCompiled(folder, made);
      return { madeMs };
    },
  ],
  [
    "build",
    () => {
      const keywords = withOperators(readPhrases(folder));
      const build = createKeywordIndexer();
      return { madeMs: timed(() => build(keywords)).madeMs };
    },
  ],
  [
    "load",
    () => {
      const before = bytesInUse();
      const { made, madeMs } = timed(() => loadMatcher(readCompiled(folder, { texts: false })));
      const bytes = bytesInUse() - before;
      if (made.find("ъэщ") !== undefined) throw new Error("A word that no phrase has was found.");
      return { madeMs, bytes };
    },
  ],
  ["askTexts", () => ask(() => timed(() => loadMatcher(readCompiled(folder, { texts: true }))))],
  ["ask", () => ask(make)],
]);

const run = STEPS.get(step);
if (!run) throw new Error(`There is no step "${step}".`);
process.stdout.write(JSON.stringify(run()));
