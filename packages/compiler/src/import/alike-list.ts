import { TableError } from "../tabular/index.ts";
import { openExistingTable, phraseOf } from "./existing-table.ts";
import { identityOf } from "./identity.ts";
import type { Intake } from "./intake.ts";
import { listsIn } from "./list-document.ts";
import type { Documents } from "./list-document.ts";
import type { ListFolder } from "./list-folder.ts";
import type { AlikeList } from "./report.ts";

/** What a new list is compared with. */
export interface AlikeScope {
  readonly folder: ListFolder;
  /** Documents of the lists that are there. */
  readonly documents: Documents;
  /** Awaited for every row that is read. */
  readonly pace: () => Promise<void> | undefined;
}

/** Share of the phrases of a new list from which on it is another by a new name. */
const ALIKE_SHARE = 0.5;

/**
 * Finds the list that a new one repeats: the export was given another file name, or the campaign
 * another name, so that it was not taken for an update.
 *
 * @returns `undefined` where no list has half of the phrases, by their ids or their text and group.
 */
export async function findAlikeList(
  intake: Intake,
  { folder, documents, pace }: AlikeScope,
): Promise<AlikeList | undefined> {
  let alike: AlikeList | undefined;
  for (const { id, table } of listsIn(documents)) {
    const phrases = await countShared(table, intake, { folder, pace });
    if (phrases > (alike?.phrases ?? 0)) alike = { list: id, phrases };
  }
  return alike && alike.phrases >= intake.rows.length * ALIKE_SHARE ? alike : undefined;
}

async function countShared(
  name: string,
  intake: Intake,
  { folder, pace }: Pick<AlikeScope, "folder" | "pace">,
): Promise<number> {
  if (/\.xlsx?$/i.test(name) || !(await folder.has(name))) return 0;
  const shared = new Set<number>();
  try {
    const table = await openExistingTable(() => folder.read(name));
    if (!table) return 0;
    for await (const { cells } of table.rows()) {
      await pace();
      const place = intake.byIdentity.get(identityOf(phraseOf(cells, table.columns)));
      if (place !== undefined) shared.add(place);
    }
  } catch (cause) {
    // A table that cannot be read is a matter of its own list; this one can still be imported.
    if (!(cause instanceof TableError)) throw cause;
  }
  return shared.size;
}
