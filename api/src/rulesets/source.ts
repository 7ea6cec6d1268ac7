import type { KeywordBuffers, Ruleset, RulesetArtifact } from "@facet/engine";

/** One problem of a rule set, as lint reports it. */
export interface RulesetProblem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly message: string;
  readonly suggestion?: string;
}

/** What compiling gives: an artifact exactly where no problem is an error. */
export interface CompiledRules {
  readonly artifact?: RulesetArtifact;
  /** What goes with the artifact where it has phrases. */
  readonly buffers?: KeywordBuffers;
  readonly problems: readonly RulesetProblem[];
}

/** What became of the latest attempt to load the rules. */
export interface ReloadStatus {
  /**
   * `ok`: what was found is served · `held-back`: it is broken, the last good rule set is served ·
   * `failed`: it is broken and nothing is served yet · `pending`: not tried yet.
   */
  readonly state: "ok" | "held-back" | "failed" | "pending";
  /** Epoch milliseconds; absent while pending. */
  readonly at?: number;
  readonly problems: readonly RulesetProblem[];
}

/** Port to where rule sets come from. */
export interface RulesetSource {
  /** The rule set to decide with: take it once a request. `undefined`: none was ever good. */
  current(): Ruleset | undefined;
  /** The current rule set and those before it, newest first: the revisions whose codes can be read. */
  recent(): readonly Ruleset[];
  /** When the current rule set was taken in, epoch milliseconds. */
  loadedAt(): number | undefined;
  reload(): ReloadStatus;
  close(): Promise<void>;
}
