import { createReadStream } from "node:fs";
import { copyFile, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ImportError } from "./import-error.ts";
import type { DraftFile, ListFolder } from "./list-folder.ts";
import { makeFolder } from "./make-folder.ts";
import { createScratch } from "./scratch.ts";
import type { ScratchFile } from "./scratch.ts";
import type { ImportFile } from "./source.ts";

const READ_BYTES = 262_144;
/** Largest YAML file that is looked into for lists. */
const MAX_DOCUMENT_BYTES = 6_000_000;

/**
 * A file of this machine, to be imported.
 *
 * @param onRead Told how many bytes have been read.
 */
export function openImportFile(
  path: string,
  onRead: (bytes: number) => void = () => {},
): ImportFile {
  return {
    name: path,
    async *read() {
      let bytes = 0;
      for await (const chunk of readChunks(path)) {
        bytes += chunk.length;
        onRead(bytes);
        yield chunk;
      }
    },
  };
}

/** Opens a folder of this machine for lists. It is made at the first commit where it is not there. */
export function openListFolder(path: string): ListFolder {
  const scratch = createScratch();
  const kept = new Map<string, ScratchFile>();
  return {
    documents: () => readDocuments(path),
    has: async (name) => (await stat(join(path, name)).catch(() => undefined))?.isFile() === true,
    read: (name) => readChunks(join(path, name)),
    draft: (name) => createDraft(scratch.create(), (file) => kept.set(join(path, name), file)),
    createStore: () => scratch.create(),
    commit: () => moveAll(kept),
    async close() {
      scratch.dispose();
    },
  };
}

function readChunks(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: READ_BYTES });
}

function createDraft(file: ScratchFile, onKeep: (file: ScratchFile) => void): DraftFile {
  return {
    get length() {
      return file.length;
    },
    write: (text) => file.append(Buffer.from(text)),
    keep() {
      file.end();
      onKeep(file);
    },
    drop: () => file.end(),
  };
}

/** Copies all files beside their places first, so that the moves into place cannot half succeed. */
async function moveAll(kept: ReadonlyMap<string, ScratchFile>): Promise<void> {
  const beside = (target: string): string => join(dirname(target), `.${basename(target)}.import`);
  try {
    for (const [target, file] of kept) {
      await makeFolder(dirname(target));
      await copyFile(file.path, beside(target));
    }
    for (const target of kept.keys()) await rename(beside(target), target);
  } catch (cause) {
    // Where the folder is none, nothing can be beside the target, and only the first failure tells why.
    for (const target of kept.keys()) await rm(beside(target), { force: true }).catch(() => {});
    throw new ImportError(
      `the lists cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        cause,
      },
    );
  }
}

async function readDocuments(path: string): Promise<ReadonlyMap<string, string>> {
  const documents = new Map<string, string>();
  const names = await readdir(path).catch(() => []);
  for (const name of names.filter((each) => /^[^.].*\.ya?ml$/i.test(each)).sort()) {
    const file = join(path, name);
    const { size } = await stat(file);
    if (size <= MAX_DOCUMENT_BYTES) documents.set(name, await readFile(file, "utf8"));
  }
  return documents;
}
