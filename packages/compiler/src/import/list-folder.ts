import type { ByteStore } from "./spool.ts";
import type { WriteText } from "./table-writer.ts";

/** A file that is being written, and is not seen before the commit. */
export interface DraftFile {
  readonly write: WriteText;
  /** Bytes so far. */
  readonly length: number;
  /** Ends the file; it replaces the one of its name at the commit. */
  keep(): void;
  /** Forgets the file; the one of its name stays. */
  drop(): void;
}

/** The folder that lists are kept in, as far as an import needs it. */
export interface ListFolder {
  /** Text of its YAML files, by name. */
  documents(): Promise<ReadonlyMap<string, string>>;
  has(name: string): Promise<boolean>;
  read(name: string): AsyncIterable<Uint8Array>;
  draft(name: string): DraftFile;
  /** A place for what is too much for memory. */
  createStore(): ByteStore;
  /** Puts all files that were kept in their places, each at once. */
  commit(): Promise<void>;
  /** Forgets everything that was not committed, and frees what was taken. */
  close(): Promise<void>;
}
