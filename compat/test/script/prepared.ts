import type { Condition, KeywordBuffers, KeywordList, RulesetArtifact } from "@facet/engine";

/** The buffers of phrases in base64. */
export type PreparedBuffers = Readonly<Record<keyof KeywordBuffers, string>>;

/** A keyword as a rule set of its own, and what was searched for. */
export interface PreparedKeyword {
  readonly query: string;
  readonly list: KeywordList;
  readonly keywords: RulesetArtifact["keywords"];
  readonly buffers: PreparedBuffers;
}

/** Scoring rules as a rule set of their own, and what a visitor did. */
export interface PreparedScoring {
  readonly artifact: RulesetArtifact;
  readonly traits: Readonly<Record<string, string | number | boolean>>;
  readonly events: readonly {
    readonly event: string;
    readonly at: number;
    readonly message: string;
  }[];
}

/** What vectors need of the compiler, which runs in Node alone: JSON, the same for every runtime. */
export interface Prepared {
  readonly conditions: readonly { readonly condition: Condition; readonly attributes: object }[];
  readonly keywords: readonly PreparedKeyword[];
  /** A table of forms in base64, and words to look up in it. */
  readonly wordForms: { readonly table: string; readonly words: readonly string[] };
  readonly scoring: { readonly now: number; readonly cases: readonly PreparedScoring[] };
  /** A small site, for the service and for the client. */
  readonly site: { readonly artifact: RulesetArtifact; readonly buffers: PreparedBuffers };
}
