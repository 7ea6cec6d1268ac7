import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ByteStore } from "./spool.ts";

/** A folder for files that are needed for a while. */
export interface Scratch {
  /** Makes a file in it. @returns its bytes, and its path. */
  create(): ScratchFile;
  /** Takes the folder away. */
  dispose(): void;
}

/** Bytes in a file. */
export interface ScratchFile extends ByteStore {
  readonly path: string;
  /** Writes what is still in memory and closes the file; it can be read by its path only. */
  end(): void;
}

/** Bytes that are kept before they are written, and read at a time. */
const BLOCK_BYTES = 1_048_576;

/** Makes a scratch folder among the temporary files of the machine, when the first file needs it. */
export function createScratch(): Scratch {
  let folder: string | undefined;
  let count = 0;
  const files: ScratchFile[] = [];
  return {
    create() {
      folder ??= mkdtempSync(join(tmpdir(), "facet-import-"));
      count += 1;
      const file = createScratchFile(join(folder, String(count)));
      files.push(file);
      return file;
    },
    dispose() {
      for (const file of files.splice(0)) file.end();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
      folder = undefined;
    },
  };
}

function createScratchFile(path: string): ScratchFile {
  const handle = openSync(path, "wx+");
  let isOpen = true;
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let written = 0;
  let block: Uint8Array = new Uint8Array(0);
  let blockStart = 0;
  const flush = (): void => {
    const bytes = Buffer.concat(pending, pendingBytes);
    for (let at = 0; at < bytes.length;)
      at += writeSync(handle, bytes, at, bytes.length - at, written + at);
    written += pendingBytes;
    pending = [];
    pendingBytes = 0;
  };
  return {
    path,
    get length() {
      return written + pendingBytes;
    },
    append(bytes) {
      pending.push(bytes);
      pendingBytes += bytes.length;
      if (pendingBytes >= BLOCK_BYTES) flush();
    },
    read(start, end) {
      if (end > written) flush();
      if (start < blockStart || end > blockStart + block.length) {
        block = readBlock(
          handle,
          start,
          Math.max(end - start, Math.min(BLOCK_BYTES, written - start)),
        );
        blockStart = start;
      }
      return block.subarray(start - blockStart, end - blockStart);
    },
    end() {
      if (!isOpen) return;
      flush();
      closeSync(handle);
      isOpen = false;
      block = new Uint8Array(0);
    },
  };
}

function readBlock(handle: number, start: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const read = readSync(handle, bytes, at, length - at, start + at);
    if (read === 0) break;
    at += read;
  }
  return bytes;
}
