import { isId } from "../schema/scalar.ts";
import { TableError } from "../tabular/index.ts";
import { groupsByAccountId, openExistingTable } from "./existing-table.ts";
import type { ExistingTable } from "./existing-table.ts";
import { createGroupRegistry } from "./groups.ts";
import { ImportError } from "./import-error.ts";
import { createIntake } from "./intake.ts";
import type { Intake } from "./intake.ts";
import { findList } from "./list-document.ts";
import type { Documents } from "./list-document.ts";
import type { ListFolder } from "./list-folder.ts";
import { PLATFORM_NAMES } from "./platform.ts";
import type { Platform } from "./platform.ts";

/** A list that an import brings phrases for. */
export interface TargetList {
  readonly id: string;
  readonly platform: Platform;
  /** Name of its table. */
  readonly table: string;
  readonly existing: ExistingTable | undefined;
  /** Name of its document, and its text where there is one. */
  readonly document: string;
  readonly text: string | undefined;
  readonly intake: Intake;
}

/** The lists of one import. */
export interface Lists {
  /** The list of an id, with what is already there of it. */
  open(id: string, platform: Platform): Promise<TargetList>;
  all(): Iterable<TargetList>;
}

/** What the lists of an import are made over. */
export interface ListsOptions {
  readonly folder: ListFolder;
  readonly documents: Documents;
  /** Gives what is awaited for every row that is read of a table. */
  readonly pacerOf: (table: string) => () => Promise<void> | undefined;
}

/** Makes the lists of an import over a folder. */
export function createLists(options: ListsOptions): Lists {
  const lists = new Map<string, TargetList>();
  return {
    async open(id, platform) {
      const known = lists.get(id) ?? (await openTarget({ id, platform, ...options }));
      lists.set(id, known);
      checkPlatform(known, platform);
      return known;
    },
    all: () => lists.values(),
  };
}

interface Opening extends ListsOptions {
  readonly id: string;
  readonly platform: Platform;
}

async function openTarget({
  id,
  platform,
  folder,
  documents,
  pacerOf,
}: Opening): Promise<TargetList> {
  if (!isId(id))
    throw new ImportError(`"${id}" is no id of a list; use small latin letters, digits and dashes`);
  const found = findList(id, documents);
  const document = found?.file ?? `${id}.yaml`;
  if (!found && documents.has(document)) {
    throw new ImportError(
      `${document} is there and is not of the list "${id}"; name another list with --list`,
    );
  }
  const table = found?.table ?? `${id}.csv`;
  if (/\.xlsx?$/i.test(table)) {
    throw new ImportError(
      `the table of "${id}" is the workbook ${table}; save it as CSV and name that in ${document}`,
    );
  }
  const existing = (await folder.has(table)) ? await openTable(table, folder) : undefined;
  const byAccountId = existing
    ? await groupsByAccountId(existing, pacerOf(table))
    : new Map<string, string>();
  const groups = createGroupRegistry({ byAccountId, byLabel: found?.groupsByLabel ?? new Map() });
  return {
    id,
    platform: found?.platform ?? platform,
    table,
    existing,
    document,
    text: found ? documents.get(document) : undefined,
    intake: createIntake(groups),
  };
}

async function openTable(name: string, folder: ListFolder): Promise<ExistingTable | undefined> {
  try {
    return await openExistingTable(() => folder.read(name));
  } catch (cause) {
    if (!(cause instanceof TableError)) throw cause;
    throw new ImportError(`${name}: ${cause.message}`, { cause });
  }
}

/** Operators mean something else in each system, so phrases of two cannot be in one list. */
function checkPlatform({ id, platform }: TargetList, incoming: Platform): void {
  if (incoming === platform || incoming === "plain" || platform === "plain") return;
  throw new ImportError(
    `the list "${id}" is of ${PLATFORM_NAMES[platform]}, and the file of ${PLATFORM_NAMES[incoming]}; name another list with --list`,
  );
}
