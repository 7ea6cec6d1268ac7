import type * as z from "zod";
import { checkNode } from "./check.ts";
import type { Located } from "./located.ts";
import { locate } from "./locate.ts";
import { createReport } from "./report.ts";
import type { Collect } from "./source-text.ts";
import type { MapNode } from "./tree.ts";

/** How often broken entries are taken out before the whole is given up. */
const MAX_ROUNDS = 3;

/**
 * Checks a thing that is one for the whole folder, such as the site. Entries that are broken are
 * reported and left out; what is left must still be whole.
 */
export function checkWhole<S extends z.ZodType>(
  node: MapNode,
  schema: S,
  collect: Collect,
): Located<z.output<S>> | undefined {
  const anchor = { node };
  const checked = checkNode(node, schema, { report: createReport(anchor, collect) });
  if (checked.ok) return locate(checked.value, anchor, collect);
  let { value, issues }: { value: unknown; issues: readonly z.core.$ZodIssue[] } = checked;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    for (const issue of issues) value = without(value, issue.path);
    const result = schema.safeParse(value);
    if (result.success) return locate(result.data, anchor, collect);
    issues = result.error.issues;
  }
  return undefined;
}

/** The value without the entry of a section that an issue is about, or without its section. */
function without(value: unknown, [section, entry]: readonly PropertyKey[]): unknown {
  if (!isMapping(value) || typeof section !== "string") return value;
  const { [section]: held, ...rest } = value;
  if (!isMapping(held) || typeof entry !== "string" || !Object.hasOwn(held, entry)) return rest;
  const { [entry]: _, ...kept } = held;
  return { ...rest, [section]: kept };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
