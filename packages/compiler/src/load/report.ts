import type { Finding, Path } from "../problem.ts";
import type { Place } from "./located.ts";
import type { Collect, SourceText } from "./source-text.ts";
import { positionAt, toProblem } from "./source-text.ts";
import { findNode } from "./tree.ts";
import type { Entry, Node } from "./tree.ts";

/** A finding that may know its exact place. */
export interface NodeFinding extends Finding {
  /** Offset in the file of the node, where the node's own place is not exact enough. */
  readonly offset?: number;
}

/** Takes findings about parts of a node. */
export type NodeReport = (finding: NodeFinding) => void;

/** Where findings about a node and its parts go. */
export interface Anchor {
  readonly node: Node;
  /** The key that the node stands under, where its name is that key. */
  readonly entry?: Entry;
}

/** Makes a report that finds the line and column of each finding. */
export function createReport(anchor: Anchor, collect: Collect): NodeReport {
  return (finding) => {
    const place = placeOf(anchor, finding.path, { onKey: finding.onKey, offset: finding.offset });
    collect(toProblem(place, finding));
  };
}

/** A report for the parts of what another report is about. */
export function within(report: NodeReport, prefix: Path): NodeReport {
  return (finding) => report({ ...finding, path: [...prefix, ...finding.path] });
}

/**
 * Where the node at a path stands: its value, or with `onKey` its key. Of a node that is not there,
 * the nearest one above it: its key, else its first line.
 */
export function placeOf(
  { node: root, entry: rootEntry }: Anchor,
  path: Path,
  options: { readonly onKey?: boolean; readonly offset?: number } = {},
): Place {
  const { node, entry, whole } = findNode(root, path, rootEntry);
  if (options.offset !== undefined) return placeAt(node.source, options.offset);
  if (entry && (options.onKey === true || !whole)) return placeAt(entry.source, entry.start);
  return placeAt(node.source, node.start);
}

function placeAt(source: SourceText, offset: number): Place {
  return { file: source.file, ...positionAt(source, offset) };
}
