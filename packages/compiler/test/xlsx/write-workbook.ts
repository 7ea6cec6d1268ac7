import { strToU8, zipSync } from "fflate";

/** A cell of a test workbook: a text, a number, a formula with its last value. */
export type TestCell = string | number | { readonly formula: string; readonly value?: string };

/** A sheet of a test workbook; an empty row is left out of the file, as spreadsheet programs do. */
export interface TestSheet {
  readonly name: string;
  readonly rows: readonly (readonly TestCell[])[];
  readonly hidden?: boolean;
}

/** How a test workbook is written. */
export interface WorkbookOptions {
  /** Texts stand in the cells; else in the table of shared texts, as Excel writes them. */
  readonly inline?: boolean;
  /** Parts to add or to replace. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Writes a workbook (.xlsx, ECMA-376) with the parts that a reader needs. */
export function writeWorkbook(
  sheets: readonly TestSheet[],
  options: WorkbookOptions = {},
): Uint8Array {
  const shared: string[] = [];
  const parts: Record<string, string | Uint8Array> = {
    "[Content_Types].xml": `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "xl/workbook.xml": `<?xml version="1.0" encoding="UTF-8"?><workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${sheets
      .map(({ name, hidden }, index) => {
        const state = hidden === true ? ' state="hidden"' : "";
        return `<sheet name="${escape(name)}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
      })
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
      .map(
        (_, index) =>
          `<Relationship Id="rId${index + 1}" Target="worksheets/sheet${index + 1}.xml"/>`,
      )
      .join("")}</Relationships>`,
  };
  for (const [index, { rows }] of sheets.entries()) {
    const text = (value: string): string => {
      if (options.inline === true)
        return `t="inlineStr"><is><t xml:space="preserve">${escape(value)}</t></is>`;
      if (!shared.includes(value)) shared.push(value);
      return `t="s"><v>${shared.indexOf(value)}</v>`;
    };
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `<?xml version="1.0" encoding="UTF-8"?><worksheet ${MAIN}><sheetData>${rows.map((row, at) => writeRow(row, at + 1, text)).join("")}</sheetData></worksheet>`;
  }
  if (options.inline !== true) {
    const items = shared
      .map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`)
      .join("");
    parts["xl/sharedStrings.xml"] = `<sst ${MAIN} uniqueCount="${shared.length}">${items}</sst>`;
  }
  const all = Object.entries({ ...parts, ...options.parts });
  return zipSync(
    Object.fromEntries(
      all.map(([name, part]) => [name, typeof part === "string" ? strToU8(part) : part]),
    ),
  );
}

function writeRow(
  row: readonly TestCell[],
  number: number,
  text: (value: string) => string,
): string {
  if (row.length === 0) return "";
  const cells = row.map((cell, index) => {
    const open = `<c r="${columnName(index)}${number}" `;
    if (typeof cell === "number") return `${open}><v>${cell}</v></c>`;
    if (typeof cell !== "string")
      return `${open}t="str"><f>${escape(cell.formula)}</f><v>${escape(cell.value ?? "")}</v></c>`;
    return cell === "" ? "" : `${open}${text(cell)}</c>`;
  });
  return `<row r="${number}">${cells.join("")}</row>`;
}

function columnName(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
