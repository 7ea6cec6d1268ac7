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
  readonly buildMs: number;
  /** CPU time of reading what was built; absent: it is built anew in every process. */
  readonly loadMs?: number;
  /** Memory that it holds, without the phrases it was made of. */
  readonly bytes: number;
  /** Of `bytes`, texts of phrases that matching does not need. */
  readonly textBytes?: number;
}

/**
 * Measures all contenders on the same phrases and queries, each in a process of its own, the floor
 * first. Throws when one that answers exactly misses a query that is a phrase: figures for different
 * answers would mean nothing.
 */
export function measureKeywords(size: number): readonly ContenderFigures[] {
  const folder = mkdtempSync(join(tmpdir(), "facet-bench-"));
  try {
    writeWorkload(folder, size);
    const { madeMs: buildMs, textBytes } = run(FACET, folder, "compile") as Compiled;
    const facet = run(FACET, folder) as Asked;
    const figures: ContenderFigures[] = PEERS.map(({ name }) => {
      const asked = run(name, folder) as Asked;
      return { ...asked, name, buildMs: asked.madeMs };
    });
    figures.splice(1, 0, { ...facet, name: FACET, buildMs, loadMs: facet.madeMs, textBytes });
    for (const { name, identical } of figures) {
      const isExact = PEERS.find((peer) => peer.name === name)?.isExact ?? true;
      if (isExact && identical.right < 1) throw new Error(`${name} misses listed phrases.`);
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Compiled {
  readonly madeMs: number;
  readonly textBytes: number;
}

interface Asked extends QueryFigures {
  readonly madeMs: number;
  readonly bytes: number;
}

function run(...parameters: readonly string[]): unknown {
  const { status, stdout } = spawnSync(
    process.execPath,
    [...process.execArgv, "--expose-gc", `--max-old-space-size=${HEAP_MB}`, PROCESS, ...parameters],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  if (status !== 0) throw new Error(`Measuring ${parameters[0]} failed.`);
  return JSON.parse(stdout);
}
