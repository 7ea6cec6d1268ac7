import type * as z from "zod";
import { reportIssues } from "./issues.ts";
import { readNode } from "./read.ts";
import type { NodeReport } from "./report.ts";
import type { Node } from "./tree.ts";

/** What a node holds, as a schema expects it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly value: unknown; readonly issues: readonly z.core.$ZodIssue[] };

/** Where what is wrong with a node goes, and how messages name it. */
export interface CheckOptions {
  /** Takes findings with paths from the node on. */
  readonly report: NodeReport;
  readonly name?: string;
}

/**
 * Reads a node and checks it against a schema; reports everything that is wrong with it.
 */
export function checkNode<S extends z.ZodType>(
  node: Node,
  schema: S,
  { report, name }: CheckOptions,
): Checked<z.output<S>> {
  const value = readNode(node, schema, report);
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  const { issues } = result.error;
  reportIssues(issues, { node, schema, report, ...(name !== undefined && { name }) });
  return { ok: false, value, issues };
}
