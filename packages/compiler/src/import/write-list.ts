import { MAX_TABLE_BYTES } from "../load/keyword-lists.ts";
import { findAlikeList } from "./alike-list.ts";
import { editList, findGoneMinus } from "./edit-list.ts";
import { openList } from "./list-document.ts";
import type { Documents, OpenList } from "./list-document.ts";
import type { ListFolder } from "./list-folder.ts";
import type { TargetList } from "./lists.ts";
import { isChanged, mergeTable } from "./merge-table.ts";
import { writeNewList } from "./new-list.ts";
import type { ListReport } from "./report.ts";
import type { Spool } from "./spool.ts";

/** What a list is written with. */
export interface WriteScope {
  readonly folder: ListFolder;
  /** Documents of the lists that are there. */
  readonly documents: Documents;
  readonly spool: Spool;
  readonly prune: boolean;
  /** Awaited for every row that is written. */
  readonly pace: () => Promise<void> | undefined;
}

/** Minus phrases that are named. */
const MAX_NAMED = 100;

/** Drafts the table and the document of a list; files that would not change are left alone. */
export async function writeList(
  target: TargetList,
  { folder, documents, spool, prune, pace }: WriteScope,
): Promise<ListReport> {
  const { id, platform, intake, existing } = target;
  const draft = folder.draft(target.table);
  const changes = await mergeTable({ existing, intake, spool, prune, pace }, draft.write);
  const tableChanged = existing === undefined || isChanged(changes, prune);
  if (tableChanged) draft.keep();
  else draft.drop();
  const isNew = existing === undefined && target.text === undefined;
  const alike = isNew ? await findAlikeList(intake, { folder, documents, pace }) : undefined;
  const opened = openTarget(target);
  const goneMinus = opened ? findGoneMinus(opened.list, intake) : [];
  const documentChanged = writeDocument(target, { folder, opened });
  const { added, updated, unchanged, gone, goneFirst, keptCells, inherited } = changes;
  return {
    list: id,
    platform,
    table: target.table,
    tableChanged,
    document: target.document,
    documentChanged,
    campaigns: [...intake.campaigns],
    phrases: added + updated + unchanged,
    groups: intake.groups.labels.size,
    added,
    updated,
    unchanged,
    gone: { count: gone, first: goneFirst },
    goneMinus: { count: goneMinus.length, first: goneMinus.slice(0, MAX_NAMED) },
    pruned: prune,
    keptCells,
    inherited,
    tooLarge: draft.length > MAX_TABLE_BYTES,
    ...(alike === undefined ? {} : { alike }),
  };
}

/** The list as it stands in its document; `undefined` where it has none. */
function openTarget({ id, text, document }: TargetList): OpenList | undefined {
  return text === undefined ? undefined : openList(id, text, document);
}

interface DocumentScope {
  readonly folder: ListFolder;
  readonly opened: OpenList | undefined;
}

/** @returns whether the document is another now. */
function writeDocument(target: TargetList, { folder, opened }: DocumentScope): boolean {
  const text = newDocument(target, opened);
  if (text === undefined) return false;
  const draft = folder.draft(target.document);
  draft.write(text);
  draft.keep();
  return true;
}

/** Text of the document with what the import adds; `undefined` where that is nothing. */
function newDocument(
  { id, table, platform, intake }: TargetList,
  opened: OpenList | undefined,
): string | undefined {
  if (!opened) return writeNewList({ id, table, platform, campaigns: intake.campaigns }, intake);
  return editList(opened.list, intake) ? opened.toText() : undefined;
}
