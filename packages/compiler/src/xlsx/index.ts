export { openWorkbook, workbookKind } from "./workbook.ts";
export type { Sheet } from "./workbook.ts";
