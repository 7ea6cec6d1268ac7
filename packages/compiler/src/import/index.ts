export { ImportError } from "./import-error.ts";
export { importKeywords } from "./import-keywords.ts";
export type { ImportOptions, ImportPoint } from "./import-keywords.ts";
export type { ListFolder } from "./list-folder.ts";
export { openImportFile, openListFolder } from "./node-folder.ts";
export type { Platform } from "./platform.ts";
export type * from "./report.ts";
export type { ImportFile } from "./source.ts";
