import type { Located } from "../load/located.ts";
import type { Finding, Path, Report } from "../problem.ts";

/** A place inside an authoring item, and the way to complain about it. */
export interface Spot {
  readonly report: Report;
  /** From the item's root. */
  readonly path: Path;
  /** What is written for the scalar at a path from the item's root. */
  readonly source?: (path: Path) => string | undefined;
}

/** The place of a whole item. */
export function rootOf(item: Pick<Located<unknown>, "report" | "source">): Spot {
  return { report: item.report, path: [], source: item.source };
}

/** The place some keys further in. */
export function within(spot: Spot, ...keys: Path): Spot {
  return { ...spot, path: [...spot.path, ...keys] };
}

/** Reports a problem at a place. */
export function complain(spot: Spot, problem: Omit<Finding, "path">): void {
  spot.report({ ...problem, path: spot.path });
}
