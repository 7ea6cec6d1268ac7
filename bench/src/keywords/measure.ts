import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FACET } from "./contender.ts";
import { writeWorkload } from "./files.ts";
import { PEERS } from "./peers.ts";
import type { QueryFigures } from "./timing.ts";

const PROCESS = fileURLToPath(new URL("contender-process.ts", import.meta.url));
const HEAP_MB = 8_192;

/** Figures of one contender at one number of phrases. */
export interface ContenderFigures extends QueryFigures {
  readonly name: string;
  /** CPU time of making it of phrases in memory. */
  readonly buildMs: number;
  /** Memory that it holds, without the phrases it was made of. */
  readonly bytes: number;
}

/** What only Facet has: a compiled form that is written once and loaded by every process. */
export interface ArtifactFigures {
  /** CPU time from the files of a rule set to its compiled form. */
  readonly compileMs: number;
  /** CPU time from the compiled form on disk to the first query; without the texts of phrases. */
  readonly loadMs: number;
  /** Memory that the texts of phrases take where they are loaded. */
  readonly textBytes: number;
  /** CPU time that reading the text of the answer adds to an average worded query. */
  readonly textNs: number;
}

/** Figures of one number of phrases. */
export interface KeywordFigures {
  /** The floor first, then Facet. */
  readonly contenders: readonly ContenderFigures[];
  readonly artifact: ArtifactFigures;
}

/**
 * Measures all contenders on the same phrases and queries, each in a process of its own, the floor
 * first. Throws when one that answers exactly misses a query that is a phrase: figures for different
 * answers would mean nothing.
 */
export function measureKeywords(size: number): KeywordFigures {
  const folder = mkdtempSync(join(tmpdir(), "facet-bench-"));
  try {
    writeWorkload(folder, size);
    const compiled = run(FACET, folder, "compile") as Made;
    const built = run(FACET, folder, "build") as Made;
    const loaded = run(FACET, folder, "load") as Held;
    const facet = run(FACET, folder) as Asked;
    const withTexts = run(FACET, folder, "askTexts") as Asked;
    const figures: ContenderFigures[] = PEERS.map(({ name }) => {
      const asked = run(name, folder) as Asked;
      return { ...asked, name, buildMs: asked.madeMs };
    });
    const { bytes } = loaded;
    figures.splice(1, 0, { ...facet, name: FACET, buildMs: built.madeMs, bytes });
    for (const { name, identical } of figures) {
      const isExact = PEERS.find((peer) => peer.name === name)?.isExact ?? true;
      if (isExact && identical.right < 1) throw new Error(`${name} misses listed phrases.`);
    }
    return {
      contenders: figures,
      artifact: {
        compileMs: compiled.madeMs,
        loadMs: loaded.madeMs,
        textBytes: withTexts.bytes - bytes,
        textNs: withTexts.others.meanNs - facet.others.meanNs,
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Made {
  readonly madeMs: number;
}

interface Held extends Made {
  readonly bytes: number;
}

interface Asked extends QueryFigures, Held {}

function run(...parameters: readonly string[]): unknown {
  const { status, stdout } = spawnSync(
    process.execPath,
    [...process.execArgv, "--expose-gc", `--max-old-space-size=${HEAP_MB}`, PROCESS, ...parameters],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  if (status !== 0) throw new Error(`Measuring ${parameters[0]} failed.`);
  return JSON.parse(stdout);
}
