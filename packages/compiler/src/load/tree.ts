import type { Path } from "../problem.ts";
import type { SourceText } from "./source-text.ts";

/** A node of a YAML document: aliases resolved, keys as text, no limits left to fear. */
export type Node = MapNode | ListNode | ScalarNode;

interface Placed {
  readonly source: SourceText;
  /** Offset of its first character. */
  readonly start: number;
  /** Offset after its last character. */
  readonly end: number;
  /** Levels below it, itself included. */
  readonly depth: number;
}

/** A mapping; its keys are unique. */
export interface MapNode extends Placed {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, Entry>;
}

/** One key of a mapping and what it holds. */
export interface Entry {
  readonly key: string;
  readonly source: SourceText;
  /** Offset of the key. */
  readonly start: number;
  readonly value: Node;
}

/** A list. */
export interface ListNode extends Placed {
  readonly kind: "list";
  readonly items: readonly Node[];
}

/** A single value. */
export interface ScalarNode extends Placed {
  readonly kind: "scalar";
  /** As it is written, quotes and escapes resolved. */
  readonly text: string;
  /** As YAML 1.2 understands it. */
  readonly value: string | number | boolean | null;
  /** Written without quotes. */
  readonly plain: boolean;
  /** Stands for something that has been reported already. */
  readonly reported?: true;
  /** Offset of a `#` that takes what follows it out of an unquoted text. */
  readonly cutAt?: number;
}

/** Where a path leads: the node itself, or the deepest node on the way to it. */
export interface Found {
  readonly node: Node;
  /** Key under which the node stands, where its parent is a mapping. */
  readonly entry?: Entry;
  /** The whole path was followed. */
  readonly whole: boolean;
}

/** Follows a path from a node, as far as it goes. */
export function findNode(root: Node, path: Path, rootEntry?: Entry): Found {
  let node = root;
  let entry = rootEntry;
  for (const step of path) {
    if (node.kind === "map") {
      const next = node.entries.get(String(step));
      if (!next) return { node, ...(entry && { entry }), whole: false };
      entry = next;
      node = next.value;
      continue;
    }
    const item = node.kind === "list" && typeof step === "number" ? node.items[step] : undefined;
    if (!item) return { node, ...(entry && { entry }), whole: false };
    entry = undefined;
    node = item;
  }
  return { node, ...(entry && { entry }), whole: true };
}
