import { TableError } from "../tabular/index.ts";
import { headerKey, isSlotName } from "./columns.ts";
import { findHeader, noHeader } from "./header.ts";
import type { HeadedTable } from "./header.ts";
import { ImportError } from "./import-error.ts";
import { takeIn } from "./intake.ts";
import { checkDirectLimits } from "./limits.ts";
import type { ListFolder } from "./list-folder.ts";
import { createLists } from "./lists.ts";
import type { Lists, TargetList } from "./lists.ts";
import type { Platform } from "./platform.ts";
import { readRecord } from "./read-record.ts";
import type { RecordScope } from "./read-record.ts";
import type { ImportRow } from "./row.ts";
import type { FileReport, ImportReport } from "./report.ts";
import { wordsIdentityOf } from "./identity.ts";
import { toSlug } from "./slug.ts";
import { openSource } from "./source.ts";
import type { ImportFile } from "./source.ts";
import { createSpool } from "./spool.ts";
import type { Spool } from "./spool.ts";
import { createTally } from "./tally.ts";
import { writeList } from "./write-list.ts";

/** What to import, and how. */
export interface ImportOptions {
  readonly files: readonly ImportFile[];
  /** Where the lists are kept. */
  readonly folder: ListFolder;
  /** Id of the one list that takes everything; absent: one list a campaign, else a file. */
  readonly list?: string;
  /** Absent: told by the columns. */
  readonly platform?: Platform;
  /** Sheet of workbooks; absent: the first that holds phrases. */
  readonly sheet?: string;
  /** Content column (a slot, or a field of one) → the export's column that fills its empty cells. */
  readonly content?: ReadonlyMap<string, string>;
  /** Takes phrases out of the table that the files do not have. */
  readonly prune?: boolean;
  /** Says what would be done, and writes nothing. */
  readonly dryRun?: boolean;
  /**
   * Awaited every few thousand rows that are gone through: a moment to show how far it is, or to
   * throw.
   */
  readonly pause?: (at: ImportPoint) => Promise<void>;
}

/** How far an import is: a file is being read, or the table of a list brought up to date. */
export interface ImportPoint {
  readonly doing: "read" | "update";
  /** Name of the file, or of the table. */
  readonly name: string;
  /** Rows gone through so far; those of a table more than once. */
  readonly rows: number;
}

const ROWS_A_PAUSE = 5_000;

/**
 * Imports exports of ad systems into keyword lists: a table and a document each. What is there is
 * updated; what a person wrote stays. All files of all lists are put in place at the end, or none.
 *
 * @throws ImportError where a file or a list cannot be read, with the file and the row.
 */
export async function importKeywords(options: ImportOptions): Promise<ImportReport> {
  const { folder, files, prune = false, dryRun = false } = options;
  try {
    checkSlots(options.content ?? new Map());
    const spool = createSpool(folder.createStore());
    const pacerOf = (table: string) => createPacer({ doing: "update", name: table }, options);
    const documents = await folder.documents();
    const lists = createLists({ folder, documents, pacerOf });
    const fileReports: FileReport[] = [];
    for (const file of files) {
      fileReports.push(await naming(file.name, () => readFile(file, { options, lists, spool })));
    }
    const listReports = [];
    for (const target of lists.all()) {
      listReports.push(
        await naming(target.table, () =>
          writeList(target, { folder, documents, spool, prune, pace: pacerOf(target.table) }),
        ),
      );
    }
    if (!dryRun) await folder.commit();
    return { files: fileReports, lists: listReports };
  } finally {
    await folder.close();
  }
}

/** Puts the name of the file before what is wrong with it. */
async function naming<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof TableError)) throw cause;
    throw new ImportError(`${name}: ${cause.message}`, { cause });
  }
}

/** Makes a function to be called for every row, which now and then gives something to await. */
function createPacer(
  point: Omit<ImportPoint, "rows">,
  { pause }: ImportOptions,
): () => Promise<void> | undefined {
  let rows = 0;
  return () => {
    rows += 1;
    return rows % ROWS_A_PAUSE === 0 ? pause?.({ ...point, rows }) : undefined;
  };
}

interface FileScope {
  readonly options: ImportOptions;
  readonly lists: Lists;
  readonly spool: Spool;
}

async function readFile(
  file: ImportFile,
  { options, lists, spool }: FileScope,
): Promise<FileReport> {
  const table = await findTable(file, options.sheet);
  const platform = options.platform ?? table.platform;
  const tally = createTally();
  const pace = createPacer({ doing: "read", name: file.name }, options);
  const scope: RecordScope = {
    table,
    platform,
    contentFrom: findContentColumns(table, options.content ?? new Map()),
    warn: tally.warn,
  };
  const targets = new Map<string, TargetList>();
  for await (const source of table.rows) {
    tally.row();
    await pace();
    const reading = readRecord(source, scope);
    if (reading.kind === "skip") {
      tally.skip(reading.reason, source.row);
      continue;
    }
    const { campaign } = reading.place;
    const target =
      targets.get(campaign) ??
      (await lists.open(options.list ?? toListId(campaign, file), platform));
    targets.set(campaign, target);
    const { intake } = target;
    const repeated = takeIn(intake, reading, spool);
    if (reading.kind === "minus") tally.minus();
    else if (repeated) {
      tally.skip("repeated", source.row);
      const issue = checkRepeated(reading.phrase, repeated);
      if (issue !== undefined) tally.warn(source.row, issue);
    } else if (reading.kind === "group") tally.group();
    else tally.phrase();
    const limit =
      reading.kind === "phrase" &&
      platform === "yandex" &&
      checkDirectLimits(reading.phrase.keyword);
    if (limit) tally.warn(source.row, limit);
  }
  const sheet = table.sheet === undefined ? {} : { sheet: table.sheet };
  return {
    file: file.name,
    platform,
    ...sheet,
    headerRow: table.headerRow,
    ignored: findIgnored(table, options.content ?? new Map()),
    ...tally.report(),
  };
}

type Keyword = Pick<ImportRow, "keyword">;

/** An id tells phrases apart, so another phrase with the same one is a mistake of the file. */
function checkRepeated({ keyword }: Keyword, { keyword: before }: Keyword): string | undefined {
  return wordsIdentityOf({ keyword }) === wordsIdentityOf({ keyword: before })
    ? undefined
    : `"${keyword}" has the id of "${before}", and is left out; give it its own id, or none`;
}

const MAX_IGNORED = 100;

function findIgnored(
  { columns }: HeadedTable,
  content: ReadonlyMap<string, string>,
): FileReport["ignored"] {
  const read = new Set(Array.from(content.values(), headerKey));
  const ignored = [...columns.unknown].filter((name) => !read.has(headerKey(name)));
  return { count: ignored.length, first: ignored.slice(0, MAX_IGNORED) };
}

async function findTable(file: ImportFile, sheet: string | undefined): Promise<HeadedTable> {
  const tables = await openSource(file);
  const wanted = sheet === undefined ? tables : tables.filter((table) => table.sheet === sheet);
  if (wanted.length === 0) {
    const names = tables.flatMap((table) => table.sheet ?? []).map((name) => `"${name}"`);
    const there = names.length === 0 ? "it is no workbook" : `its sheets are ${names.join(", ")}`;
    throw new ImportError(`${file.name}: there is no sheet "${sheet ?? ""}"; ${there}`);
  }
  for (const table of wanted) {
    const headed = await findHeader(table);
    if (headed) return headed;
  }
  throw noHeader();
}

function findContentColumns(
  { columns }: HeadedTable,
  content: ReadonlyMap<string, string>,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [slot, name] of content) {
    const index = columns.byKey.get(headerKey(name));
    if (index === undefined) {
      const names = [...columns.names].filter((each) => each !== "").map((each) => `"${each}"`);
      throw new TableError(
        `there is no column "${name}" to fill ${slot} from; its columns are ${names.join(", ")}`,
        { code: "no-header" },
      );
    }
    found.set(slot, index);
  }
  return found;
}

/** @throws ImportError where a name can be no column of content. */
function checkSlots(content: ReadonlyMap<string, string>): void {
  for (const slot of content.keys()) {
    if (isSlotName(slot)) continue;
    throw new ImportError(
      `"${slot}" is no slot that content could be for; expected the id of one, or a field of it, such as hero.headline or hero.cta.label`,
    );
  }
}

/** A list is called after the campaign, else after the file without its folder and ending. */
function toListId(campaign: string, { name }: ImportFile): string {
  const file = (name.split(/[\\/]/).at(-1) ?? name).replace(/\.(?:csv|tsv|txt|xlsx)$/i, "");
  return toSlug(campaign === "" ? file : campaign);
}
