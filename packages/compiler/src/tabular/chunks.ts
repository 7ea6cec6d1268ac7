import { TableError } from "./table-error.ts";

/** Largest workbook, in bytes: it is in memory as a whole. A text table may have any size. */
const MAX_WORKBOOK_BYTES = 100_000_000;

/** Takes the next piece; `undefined` at the end. */
export async function nextChunk<T>(
  from: AsyncIterator<T>,
): Promise<{ readonly value: T | undefined }> {
  const next = await from.next();
  return { value: next.done === true ? undefined : next.value };
}

/** Puts a piece that was looked at back before the rest. */
export async function* startingWith<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** Reads the beginning of a text: at least so many characters, where it has them. */
export async function readHead(texts: AsyncIterator<string>, length: number): Promise<string> {
  let head = "";
  while (head.length < length) {
    const { value } = await nextChunk(texts);
    if (value === undefined) break;
    head += value;
  }
  return head;
}

/**
 * Collects a workbook, which cannot be read in pieces.
 *
 * @throws TableError `too-large` past 100 MB.
 */
export async function collectWorkbook(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > MAX_WORKBOOK_BYTES) {
      throw new TableError(
        `the workbook is larger than ${MAX_WORKBOOK_BYTES / 1e6} MB; save the table as CSV, which may have any size`,
        { code: "too-large" },
      );
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts, length);
}
