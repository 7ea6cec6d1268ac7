import { ID_COLUMNS } from "../load/table.ts";
import { parseId } from "../tabular/index.ts";
import type { Field } from "./columns.ts";
import type { Platform } from "./platform.ts";
import type { RecordCells } from "./record-cells.ts";

/** What ids are read with. */
export interface IdScope {
  readonly cells: RecordCells;
  readonly platform: Platform;
  /** Takes an id that a spreadsheet has shortened. */
  readonly onLost: (column: string, cell: string) => void;
}

/** Reads the ids of a phrase, its ad and its group; always texts. */
export function readIds(scope: IdScope): Readonly<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const column of ID_COLUMNS) {
    const id = readId(column as Field, scope);
    if (id !== undefined) ids[column] = column === "targetid" ? toTarget(id) : id;
  }
  if (scope.platform !== "microsoft") return ids;
  const keyword = readId("recordId", scope);
  const group = readId("parentId", scope);
  return {
    ...ids,
    ...(keyword === undefined ? {} : { targetid: toTarget(keyword) }),
    ...(group === undefined ? {} : { adgroupid: group }),
  };
}

function readId(field: Field, { cells, onLost }: IdScope): string | undefined {
  const cell = cells.text(field);
  // A parameter is any text, and may well be 0.
  if (field === "param1" || field === "param2") return cell === "" ? undefined : cell;
  const parsed = parseId(cell, { isNumber: cells.isNumber(field) });
  if (parsed === undefined) return undefined;
  if ("id" in parsed) return parsed.id;
  onLost(field, parsed.lost);
  return undefined;
}

/** The id of a keyword as `{targetid}` and `{TargetId}` send it. */
function toTarget(id: string): string {
  return /^\d+$/.test(id) ? `kwd-${id}` : id;
}
