import type { SlotType } from "@facet/engine";
import type * as z from "zod";
import type { Path } from "../problem.ts";
import { ITEM_KINDS } from "../schema/documents.ts";
import type { ItemKindName } from "../schema/documents.ts";
import { slotContents } from "../schema/content.ts";
import { checkNode } from "./check.ts";
import type { RawItem } from "./documents.ts";
import type { Named } from "./located.ts";
import { locate } from "./locate.ts";
import { createReport, within } from "./report.ts";
import type { NodeReport } from "./report.ts";
import type { Collect } from "./source-text.ts";
import { findNode } from "./tree.ts";
import type { MapNode, Node } from "./tree.ts";

/** What items are checked with. */
export interface ItemScope {
  readonly collect: Collect;
  /** Types of the declared slots. */
  readonly slotTypes: ReadonlyMap<string, SlotType>;
}

type ItemSource<K extends ItemKindName> = z.output<(typeof ITEM_KINDS)[K]["schema"]>;

/** Checks all items of a kind; those with errors are reported and left out. */
export function checkItems<K extends ItemKindName>(
  kind: K,
  raw: readonly RawItem[],
  scope: ItemScope,
): Named<ItemSource<K>>[] {
  const items: Named<ItemSource<K>>[] = [];
  for (const item of raw) {
    if (item.broken) continue;
    const checked = checkItem(kind, item, scope);
    if (checked) items.push(checked);
  }
  return items;
}

function checkItem<K extends ItemKindName>(
  kind: K,
  item: RawItem,
  scope: ItemScope,
): Named<ItemSource<K>> | undefined {
  const { schema, nameKey } = ITEM_KINDS[kind];
  const node = withName(item, nameKey);
  const report = createReport({ node }, scope.collect);
  const checked = checkNode(node, schema, { report });
  const isWhole =
    (kind !== "rule" && kind !== "experiment") ||
    checkContents(checked.value, node, { report, scope });
  if (!checked.ok) return undefined;
  const value = checked.value as ItemSource<K>;
  const name = String((value as Readonly<Record<string, unknown>>)[nameKey]);
  return {
    ...locate(value, { node }, scope.collect),
    name,
    namePath: [nameKey],
    ...(isWhole ? {} : { incomplete: true }),
  };
}

/** A document that is one test names it with `test`, an item of a list with `name`. */
function withName({ node, nameKey }: RawItem, wanted: string): MapNode {
  const entry = node.entries.get(nameKey);
  if (nameKey === wanted || !entry) return node;
  const entries = new Map([[wanted, entry], ...node.entries]);
  entries.delete(nameKey);
  return { ...node, entries };
}

interface ContentCheck {
  readonly report: NodeReport;
  readonly scope: ItemScope;
}

/**
 * Reads the contents of variants and arms again, now by the types of their slots; what does not fit
 * its slot is reported and taken out, so that the rest of the item can be checked.
 *
 * @returns whether all of it fits.
 */
function checkContents(value: unknown, root: Node, check: ContentCheck): boolean {
  if (!isMapping(value)) return true;
  const { variants, arms } = value;
  const parts: readonly (readonly [unknown, Path])[] = [
    ...(Array.isArray(variants) ? variants : []).map(
      (variant: unknown, index) => [variant, ["variants", index, "content"]] as const,
    ),
    ...Object.entries(isMapping(arms) ? arms : {}).map(
      ([name, arm]) => [arm, ["arms", name, "content"]] as const,
    ),
  ];
  return parts.map(([part, path]) => checkContent(part, root, path, check)).every(Boolean);
}

function checkContent(
  holder: unknown,
  root: Node,
  path: Path,
  { report, scope }: ContentCheck,
): boolean {
  const content = isMapping(holder) ? holder["content"] : undefined;
  if (!isMapping(content)) return true;
  let isWhole = true;
  for (const key of Object.keys(content)) {
    const type = scope.slotTypes.get(key.split("@")[0] ?? "");
    const { node, whole } = findNode(root, [...path, key]);
    if (!type || !whole) continue;
    const checked = checkNode<z.ZodType>(node, slotContents[type], {
      report: within(report, [...path, key]),
      name: key,
    });
    if (checked.ok) content[key] = checked.value;
    else {
      delete content[key];
      isWhole = false;
    }
  }
  return isWhole;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
