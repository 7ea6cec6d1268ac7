/** How bad a problem is: an error keeps the rule set from being served. */
export type Severity = "error" | "warning";

/** One problem of a rule set, for people and for machines. */
export interface Problem {
  /** Path inside the rules folder. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in characters. */
  readonly column: number;
  /** Spreadsheet name of a table's cell, e.g. `D17`. */
  readonly cell?: string;
  readonly severity: Severity;
  /** Stable kebab-case name, e.g. `unknown-slot`. */
  readonly code: string;
  /** What is wrong and what was expected. */
  readonly message: string;
  /** What to do, e.g. `did you mean "hero.headline"?`. */
  readonly suggestion?: string;
}

/** Path of a node inside a document: keys and list indexes. */
export type Path = readonly (string | number)[];

/** A problem before its place in a file is known. */
export interface Finding {
  /** Node it is about. */
  readonly path: Path;
  /** The key of the node rather than its value. */
  readonly onKey?: boolean;
  readonly severity?: Severity;
  readonly code: string;
  readonly message: string;
  readonly suggestion?: string;
}

/** Takes findings as they come; all of a run are kept. */
export type Report = (finding: Finding) => void;
