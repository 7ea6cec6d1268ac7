import type { Condition } from "@facet/engine";
import type { Check } from "./input.ts";
import { walkCondition } from "../compile/walk-condition.ts";

/** Stands for the grade in the graph of what is computed from what; no segment can have this name. */
const GRADE = "(grade)";
const GRADE_SIGNALS: ReadonlySet<string> = new Set(["grade", "rank"]);

/** Reports segments, and grades of `fit`, that are computed from themselves. */
export const checkCycles: Check = ({ source, artifact }) => {
  const graph = new Map<string, readonly string[]>();
  for (const [id, { when }] of Object.entries(artifact.segments)) graph.set(id, neighbours([when]));
  graph.set(GRADE, neighbours(artifact.scoring.fit.flatMap(({ when }) => when ?? [])));
  const items = new Map(source.segments.map((item) => [item.name, item]));
  const reported = new Set<string>();
  for (const cycle of findCycles([...items.keys()], graph)) {
    if (cycle.some((id) => reported.has(id))) continue;
    for (const id of cycle) reported.add(id);
    // A cycle always has a segment: grades alone cannot name one another.
    const start = cycle.findIndex((id) => items.has(id));
    const way = [...cycle.slice(start), ...cycle.slice(0, start)];
    const [first = ""] = way;
    items.get(first)?.report({
      path: ["when"],
      code: "segment-cycle",
      message: `the segment "${first}" depends on itself: ${[...way, first].map(nameOf).join(" → ")}`,
      suggestion: "take one of these conditions out",
    });
  }
};

function neighbours(conditions: readonly Condition[]): readonly string[] {
  const found = new Set<string>();
  for (const condition of conditions) {
    walkCondition(condition, (node) => {
      if (node.op === "segment") found.add(node.id);
      if (node.op === "signal" && GRADE_SIGNALS.has(node.path.join("."))) found.add(GRADE);
    });
  }
  return [...found];
}

/**
 * Walks every way once, depth first, without recursion: a chain of segments may be long. Of the
 * cycles that share a way at least one is found.
 */
function findCycles(
  starts: readonly string[],
  graph: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  const done = new Set<string>();
  for (const start of starts) {
    if (done.has(start)) continue;
    const way = [{ id: start, next: 0 }];
    const open = new Map([[start, 0]]);
    for (let at = way.at(-1); at; at = way.at(-1)) {
      const next = graph.get(at.id)?.[at.next];
      at.next += 1;
      if (next === undefined) {
        done.add(at.id);
        open.delete(at.id);
        way.pop();
        continue;
      }
      const from = open.get(next);
      if (from !== undefined) cycles.push(way.slice(from).map(({ id }) => id));
      else if (!done.has(next)) {
        open.set(next, way.length);
        way.push({ id: next, next: 0 });
      }
    }
  }
  return cycles;
}

function nameOf(id: string): string {
  return id === GRADE ? "grade" : id;
}
