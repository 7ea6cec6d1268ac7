import { loadRuleset, type Ruleset } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import type { Log } from "../ports.ts";
import type { CompiledRules, ReloadStatus, RulesetProblem } from "./source.ts";

/** Options of {@link createSwap}. */
export interface SwapOptions {
  /** Reads and compiles what is there now; rejects where it cannot be read. */
  readonly compile: () => Promise<CompiledRules>;
  readonly log: Log;
}

/** Holds the rule set that is served, and replaces it as a whole. */
export interface Swap {
  current(): Ruleset | undefined;
  /** The rule set that is served and those before it, newest first, three at most. */
  recent(): readonly Ruleset[];
  loadedAt(): number | undefined;
  reload(): ReloadStatus;
  /** Compiles and, where that is good, swaps. Never rejects; calls that overlap run in turn. */
  load(): Promise<void>;
}

/** How many rule sets are kept for the codes that caches still hold. */
const KEPT = 3;

/** Makes a holder that keeps its last good rule set through broken edits. */
export function createSwap({ compile, log }: SwapOptions): Swap {
  let served: { readonly ruleset: Ruleset; readonly at: number } | undefined;
  let recent: readonly Ruleset[] = [];
  let status: ReloadStatus = { state: "pending", problems: [] };
  let running: Promise<void> | undefined;
  let again = false;

  function accept(ruleset: Ruleset, problems: readonly RulesetProblem[]): void {
    const { revision } = ruleset.artifact;
    const changed = served?.ruleset.artifact.revision !== revision;
    const recovered = status.state !== "ok" && status.state !== "pending";
    if (served === undefined || changed) {
      served = { ruleset, at: Date.now() };
      const others = recent.filter(({ artifact }) => artifact.revision !== revision);
      recent = [ruleset, ...others].slice(0, KEPT);
    }
    status = { state: "ok", at: Date.now(), problems };
    if (changed || recovered) log.info({ revision }, `rules ${revision} are served`);
  }

  function refuse(problems: readonly RulesetProblem[]): void {
    const state = served === undefined ? "failed" : "held-back";
    const repeated = status.state === state && sameProblems(status.problems, problems);
    status = { state, at: Date.now(), problems };
    if (repeated) return;
    const still =
      served === undefined
        ? "no rules are served yet"
        : `rules ${served.ruleset.artifact.revision} stay in service`;
    log.error({ problems }, `the rules are broken; ${still}`);
  }

  async function attempt(): Promise<void> {
    try {
      const { artifact, buffers, problems } = await compile();
      if (artifact === undefined) refuse(problems);
      else accept(loadRuleset(artifact, { keywords: loadKeywords(artifact, buffers) }), problems);
    } catch (error) {
      refuse([unreadable(error)]);
    }
  }

  async function run(): Promise<void> {
    do {
      again = false;
      await attempt();
    } while (again);
    running = undefined;
  }

  return {
    current: () => served?.ruleset,
    recent: () => recent,
    loadedAt: () => served?.at,
    reload: () => status,
    load() {
      again = running !== undefined;
      running ??= run();
      return running;
    },
  };
}

function unreadable(error: unknown): RulesetProblem {
  const message = error instanceof Error ? error.message : String(error);
  return { file: "", line: 1, column: 1, severity: "error", code: "unreadable", message };
}

function sameProblems(a: readonly RulesetProblem[], b: readonly RulesetProblem[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
