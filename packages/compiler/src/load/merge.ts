import type { RawEntry } from "./documents.ts";
import type { Collect } from "./source-text.ts";
import { positionAt, problemAt } from "./source-text.ts";
import type { Entry, ListNode, MapNode, Node } from "./tree.ts";

/**
 * Joins the sections of one thing that stand in several documents: mappings by their keys, lists one
 * after the other. What cannot be joined may be given once.
 */
export function mergeEntries(raw: readonly RawEntry[], collect: Collect): MapNode | undefined {
  const [first] = raw;
  if (!first) return undefined;
  const entries = new Map<string, Entry>();
  for (const { entry } of raw) {
    const known = entries.get(entry.key);
    entries.set(entry.key, known ? join(known, entry, collect) : entry);
  }
  return toMap(first.entry, entries);
}

function join(first: Entry, second: Entry, collect: Collect): Entry {
  const a = first.value;
  const b = second.value;
  if (a.kind === "map" && b.kind === "map") {
    const entries = new Map(a.entries);
    for (const [key, entry] of b.entries) {
      const known = entries.get(key);
      if (known) repeated(known, entry, collect);
      else entries.set(key, entry);
    }
    return { ...first, value: { ...a, entries } };
  }
  if (a.kind === "list" && b.kind === "list") {
    return { ...first, value: { ...a, items: [...a.items, ...b.items] } satisfies ListNode };
  }
  if (!isSame(a, b)) repeated(first, second, collect);
  return first;
}

function isSame(a: Node, b: Node): boolean {
  return a.kind === "scalar" && b.kind === "scalar" && a.text === b.text;
}

function repeated(first: Entry, second: Entry, collect: Collect): void {
  const { line } = positionAt(first.source, first.start);
  collect(
    problemAt(second.source, second.start, {
      code: "duplicate-key",
      message: `"${second.key}" is already given in ${first.source.file}:${line}`,
      suggestion: "keep one of the two",
    }),
  );
}

function toMap(first: Entry, entries: ReadonlyMap<string, Entry>): MapNode {
  const { source, start, value } = first;
  const depth = 1 + Math.max(...[...entries.values()].map((entry) => entry.value.depth));
  return { kind: "map", entries, source, start, end: value.end, depth };
}
