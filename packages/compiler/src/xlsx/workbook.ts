import { TableError } from "../tabular/table-error.ts";
import { readSharedStrings } from "./shared-strings.ts";
import { readRows } from "./sheet.ts";
import type { SheetRow } from "./sheet.ts";
import { unpackText } from "./unpack.ts";
import { createXmlReader } from "./xml.ts";
import type { XmlHandlers } from "./xml.ts";
import { readZipDirectory } from "./zip.ts";
import type { ZipEntry } from "./zip.ts";

/** A sheet of a workbook. */
export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Its rows, unpacked as they are asked for. */
  rows(): Generator<SheetRow>;
}

/** What the first bytes of a file say of it. */
export type WorkbookKind = "xlsx" | "ole";

/** Tells workbooks by their first bytes; `ole` is a legacy .xls or a workbook with a password. */
export function workbookKind(bytes: Uint8Array): WorkbookKind | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04) return "xlsx";
  return a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0 ? "ole" : undefined;
}

/**
 * Opens an Excel workbook (.xlsx, ECMA-376). Sizes are checked before anything is unpacked.
 *
 * @returns its sheets, in their order.
 * @throws TableError where the file is no such workbook, is cut short, or is a zip bomb.
 */
export function openWorkbook(bytes: Uint8Array): readonly Sheet[] {
  if (workbookKind(bytes) === "ole") throw legacy();
  const entries = readZipDirectory(bytes);
  const part = (name: string, handlers: XmlHandlers): void => {
    const entry = entries.get(name);
    if (!entry) throw notWorkbook();
    const reader = createXmlReader(handlers);
    for (const piece of unpackText(bytes, entry)) reader.write(piece);
    reader.end();
  };
  const targets = new Map<string, string>();
  part("xl/_rels/workbook.xml.rels", {
    open(name, attributes) {
      const { Id, Target } = name === "Relationship" ? attributes() : {};
      if (Id !== undefined && Target !== undefined) targets.set(Id, partName(Target));
    },
  });
  let shared: readonly string[] | undefined;
  const sharedTexts = (): readonly string[] => {
    const entry = entries.get("xl/sharedStrings.xml");
    shared ??= entry ? readSharedStrings(unpackText(bytes, entry)) : [];
    return shared;
  };
  const sheets: Sheet[] = [];
  part("xl/workbook.xml", {
    open(name, attributes) {
      if (name !== "sheet") return;
      const { name: title = "", state, ...rest } = attributes();
      const entry = findSheet(rest, targets, entries);
      if (!entry) return;
      sheets.push({
        name: title,
        isHidden: state !== undefined && state !== "visible",
        rows: () => readRows(unpackText(bytes, entry), sharedTexts()),
      });
    },
  });
  return sheets;
}

function findSheet(
  attributes: Readonly<Record<string, string | undefined>>,
  targets: ReadonlyMap<string, string>,
  entries: ReadonlyMap<string, ZipEntry>,
): ZipEntry | undefined {
  const [, id = ""] = Object.entries(attributes).find(([name]) => name.endsWith(":id")) ?? [];
  return entries.get(targets.get(id) ?? "");
}

function partName(target: string): string {
  return target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
}

function notWorkbook(): TableError {
  return new TableError(
    "this is a zip archive but no Excel workbook; give the .xlsx or .csv file itself",
    {
      code: "workbook",
    },
  );
}

function legacy(): TableError {
  return new TableError(
    "this is an old Excel file (.xls) or one with a password; open it and save it as an Excel workbook (.xlsx) without a password, or as CSV",
    { code: "workbook" },
  );
}
