import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { UsageError } from "../usage-error.ts";

/** A file that is read piece by piece. */
export interface FileChunks {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** How much of it was read, 0–1. */
  share(): number;
}

/**
 * Opens a file to be read piece by piece.
 *
 * @throws UsageError where there is no such file.
 */
export async function openChunks(path: string): Promise<FileChunks> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats?.isFile()) {
    throw new UsageError(
      `there is no file ${path}`,
      "name the search-terms report, e.g. report.csv",
    );
  }
  const stream = createReadStream(path);
  return { chunks: stream, share: () => (stats.size === 0 ? 1 : stream.bytesRead / stats.size) };
}
