export { isErrorValue, parseId } from "./cells.ts";
export { collectWorkbook, nextChunk, readHead, startingWith } from "./chunks.ts";
export { decodeTableStream } from "./decode-stream.ts";
export { isUtf8 } from "./encoding.ts";
export { findDelimiter, normalHeader } from "./delimiter.ts";
export { streamRecords } from "./stream-records.ts";
export type { StreamedRecord } from "./stream-records.ts";
export { TableError } from "./table-error.ts";
export type { TableErrorCode } from "./table-error.ts";
