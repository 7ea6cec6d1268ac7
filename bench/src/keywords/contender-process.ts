import { FACET } from "./contender.ts";
import type { Contender } from "./contender.ts";
import { compileKeywords, loadKeywords } from "./facet.ts";
import { readArtifact, readPhrases, readQueries, writeArtifact } from "./files.ts";
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

interface Made {
  readonly contender: Contender;
  readonly madeMs: number;
}

function make(): Made {
  if (name === FACET) {
    const started = cpuMs();
    const contender = loadKeywords(readArtifact(folder));
    return { contender, madeMs: cpuMs() - started };
  }
  const maker = PEERS.find((peer) => peer.name === name);
  if (!maker) throw new Error(`There is no contender "${name}".`);
  const phrases = readPhrases(folder);
  const started = cpuMs();
  const contender = maker.build(phrases);
  return { contender, madeMs: cpuMs() - started };
}

function print(figures: object): void {
  process.stdout.write(JSON.stringify(figures));
}

if (step === "compile") {
  const phrases = readPhrases(folder);
  const started = cpuMs();
  const artifact = compileKeywords(phrases);
  const madeMs = cpuMs() - started;
  writeArtifact(folder, artifact);
  print({
    madeMs,
    textBytes: (artifact.keywords?.texts.length ?? 0) * Uint16Array.BYTES_PER_ELEMENT,
  });
} else {
  const before = bytesInUse();
  const { contender, madeMs } = make();
  const bytes = bytesInUse() - before;
  print({ madeMs, bytes, ...measureQueries(contender, readQueries(folder)) });
}
