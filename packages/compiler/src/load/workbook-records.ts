import { TableError } from "../tabular/table-error.ts";
import { openWorkbook } from "../xlsx/index.ts";
import type { Sheet } from "../xlsx/index.ts";
import type { ParsedRecords, TableRecord } from "./records.ts";

/**
 * Reads the records of an Excel workbook: those of its first sheet that is shown and holds any.
 *
 * @returns why not, where it cannot be read: broken, a zip bomb, an old format.
 */
export function workbookRecords(content: string | Uint8Array): ParsedRecords {
  try {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    for (const sheet of openWorkbook(bytes)) {
      const records = sheet.isHidden ? [] : recordsOf(sheet);
      if (records.length > 0) return { records };
    }
    return { records: [] };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    const words = {
      code: "workbook",
      message: error.message,
      suggestion: "or save the table as CSV",
    };
    return { line: error.row ?? 1, words };
  }
}

function recordsOf(sheet: Sheet): TableRecord[] {
  return [...sheet.rows()].map(({ row, cells, formulas, numbers }) => ({
    cells,
    row,
    line: row,
    formulas,
    numbers,
  }));
}
