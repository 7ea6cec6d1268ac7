import type { Path, Report } from "../problem.ts";
import type {
  EventSchemaSource,
  EventSource,
  ExperimentSource,
  KeywordListSource,
  OfferSource,
  PersonaSource,
  RuleSource,
  ScoringSource,
  SegmentSource,
  SiteSource,
  TestSource,
} from "../schema/index.ts";
import type { KeywordTable } from "./table.ts";

/** A place in a file. */
export interface Place {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in characters. */
  readonly column: number;
}

/** An authoring item together with its place in the files. */
export interface Located<T> {
  readonly value: T;
  /** Path of its file inside the rules folder. */
  readonly file: string;
  /** Takes findings whose path is relative to the item, and finds their line and column. */
  readonly report: Report;
  /**
   * What is written for the scalar at a path, quotes taken off: `1.10` where the value is the number
   * 1.1. For places whose type only the compiler knows, such as a condition on a text signal.
   */
  readonly source: (path: Path) => string | undefined;
  /** Where the node at a path stands, or what is nearest to it. */
  readonly placeOf: (path: Path) => Place;
}

/**
 * A located item that a name leads to. Where the name is a key (`segments: { moscow: … }`) a finding
 * with the empty path and `onKey` is about the name.
 */
export interface Named<T> extends Located<T> {
  readonly name: string;
  /** Path of the name inside the item, for findings about it; empty where the name is a key. */
  readonly namePath: Path;
  /** Parts of it that were broken have been left out. */
  readonly incomplete?: boolean;
}

/** A keyword list with the files that it names. */
export interface LoadedKeywordList extends Named<KeywordListSource> {
  /** Absent where the file is missing or cannot be read; that has been reported. */
  readonly table?: KeywordTable;
  /** Text of each file of `minusFrom`, in its order. */
  readonly minusFiles: readonly TextFile[];
  readonly synonyms?: TextFile;
}

/** A text file of the rules folder. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** Names that the files give, also those of items too broken to be used. */
export interface DeclaredNames {
  readonly attributes: ReadonlySet<string>;
  readonly slots: ReadonlySet<string>;
  readonly pages: ReadonlySet<string>;
  readonly goals: ReadonlySet<string>;
  readonly offerGroups: ReadonlySet<string>;
  readonly segments: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  readonly eventSchemas: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
  readonly experiments: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
  readonly keywordLists: ReadonlySet<string>;
  readonly personas: ReadonlySet<string>;
}

/** Everything that the files of a rules folder say, checked one item at a time. */
export interface RulesSource {
  /** Absent where no document is of the site, or its id is missing. Broken entries are left out. */
  readonly site?: Located<SiteSource>;
  readonly scoring?: Located<ScoringSource>;
  readonly segments: readonly Named<SegmentSource>[];
  readonly events: readonly Named<EventSource>[];
  readonly eventSchemas: readonly Named<EventSchemaSource>[];
  readonly rules: readonly Named<RuleSource>[];
  readonly experiments: readonly Named<ExperimentSource>[];
  readonly offers: readonly Named<OfferSource>[];
  readonly keywordLists: readonly LoadedKeywordList[];
  readonly personas: readonly Named<PersonaSource>[];
  readonly tests: readonly Named<TestSource>[];
  /** For checks of references: a name that is declared but broken is not unknown. */
  readonly declared: DeclaredNames;
}
