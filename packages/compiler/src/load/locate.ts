import type * as z from "zod";
import { checkNode } from "./check.ts";
import type { Located, Named } from "./located.ts";
import { reportName } from "./issues.ts";
import { createReport, placeOf } from "./report.ts";
import type { Anchor } from "./report.ts";
import type { Collect } from "./source-text.ts";
import { findNode } from "./tree.ts";
import type { Entry } from "./tree.ts";

/** Ties a checked value to its place. */
export function locate<T>(value: T, anchor: Anchor, collect: Collect): Located<T> {
  const { node, entry } = anchor;
  return {
    value,
    file: (entry ?? node).source.file,
    report: createReport(anchor, collect),
    source: (path) => {
      const found = findNode(node, path);
      return found.whole && found.node.kind === "scalar" ? found.node.text : undefined;
    },
    placeOf: (path) => placeOf(anchor, path),
  };
}

/**
 * Checks an item whose name is the key it stands under.
 *
 * @returns the item, or `undefined` where it is not as the schema wants it; that has been reported.
 */
export function checkEntry<S extends z.ZodType>(
  entry: Entry,
  { name, schema }: { readonly name: z.ZodType<string>; readonly schema: S },
  collect: Collect,
): Named<z.output<S>> | undefined {
  const anchor = { node: entry.value, entry };
  const report = createReport(anchor, collect);
  const named = name.safeParse(entry.key);
  if (!named.success) reportName(entry.key, named.error.issues, report);
  const checked = checkNode(entry.value, schema, { report, name: entry.key });
  if (!checked.ok || !named.success) return undefined;
  return { ...locate(checked.value, anchor, collect), name: entry.key, namePath: [] };
}
