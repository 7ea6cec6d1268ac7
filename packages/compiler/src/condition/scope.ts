import type { AttributeType, Condition } from "@facet/engine";
import type { Finding, Path, Report } from "../problem.ts";

/** What compiling a condition needs to know of what is around it. */
export interface ConditionScope {
  readonly report: Report;
  /** Where the condition stands inside its item; findings are at and under it. */
  readonly path: Path;
  /** Declared attributes by name. */
  readonly attributes: Readonly<Record<string, AttributeType>>;
  /** Names of the segments there are; absent: not checked. */
  readonly segments?: ReadonlySet<string>;
  /** Names that `keyword.list` and `keyword.group` can have; absent: not checked. */
  readonly lists?: {
    readonly keywordLists: ReadonlySet<string>;
    readonly keywordGroups: ReadonlySet<string>;
  };
  /** Ids that `page` can have; absent: not checked. */
  readonly pages?: ReadonlySet<string>;
  /** Signals must be known and operands of their type; else any name and type may stand. */
  readonly strict: boolean;
  /** IANA zone of dates that name none; absent: UTC. */
  readonly timeZone?: string;
  /** What is written for a scalar, where text is wanted and YAML has read a number. */
  readonly source?: (path: Path) => string | undefined;
}

/** A node of a condition that is being compiled. */
export interface Place extends ConditionScope {
  /** How many nodes are around it. */
  readonly depth: number;
  /** Inside `elemMatch`: names are fields of the element. */
  readonly element: boolean;
  /** Compiles a condition inside this one. */
  readonly nested: (input: unknown, place: Place) => Condition;
}

/** Most nodes inside each other. */
export const MAX_DEPTH = 64;

/** The place of a value under a key or an index. */
export function under(place: Place, ...keys: Path): Place {
  return { ...place, path: [...place.path, ...keys], depth: place.depth + 1 };
}

/** Whether a node is too deep to be compiled, which is reported. */
export function isTooDeep(place: Place): boolean {
  if (place.depth <= MAX_DEPTH) return false;
  fail(place, {
    code: "condition-too-deep",
    message: `conditions are nested more than ${MAX_DEPTH} deep`,
    suggestion: "give parts of it a name in segments.yaml",
  });
  return true;
}

/** A finding about the node itself. */
export type Fault = Omit<Finding, "path">;

/** Reports an error (or what `fault.severity` says) about a node. */
export function fail(place: Place, fault: Fault): undefined {
  place.report({ path: place.path, ...fault });
}

/**
 * Reports a condition that decides nothing, such as an empty list. Rule sets must not have it; it
 * has a value all the same, so elsewhere it is only a warning.
 */
export function failEmpty(place: Place, message: string): void {
  fail(place, {
    code: "empty-condition",
    message,
    ...(place.strict ? {} : { severity: "warning" as const }),
  });
}

/** Whether a value is a mapping of YAML or JSON. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Adds `suggestion` to a fault where there is one. */
export function withSuggestion(suggestion: string | undefined): { readonly suggestion?: string } {
  return suggestion === undefined ? {} : { suggestion };
}

/** Names a value for a message: a scalar as it is, cut where it is long. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isMapping(value)) return "a mapping";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}
