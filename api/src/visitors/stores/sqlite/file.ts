import { closeSync, openSync, readSync, statSync } from "node:fs";

/**
 * What happened to the files of a database: `replaced`: the database is another file, or gone ·
 * `changed`: it was cut or written over in place, or its write-ahead log was cut or taken away.
 */
export type FileFate = "same" | "replaced" | "changed";

/** Watches the files of a database that is in use, for what somebody else does to them. */
export interface FileWatch {
  /** Looks at the files, a few microseconds. */
  look(): FileFate;
  /** What the last look found. */
  found(): FileFate;
  /** Takes the files as they are for right. */
  accept(): void;
  close(): void;
}

/** The header of a database file (https://www.sqlite.org/fileformat.html), up to what never changes. */
const HEADER_BYTES = 100;
/** Counters in the header, which only move forward: changes, pages, schema, version of the schema. */
const COUNTERS = [24, 28, 40, 60];
/** Bytes of the header that stay: magic and page format, and the file's own id. */
const FIXED: readonly (readonly [number, number])[] = [
  [0, 24],
  [68, 72],
];

interface Look {
  readonly inode: number;
  readonly bytes: number;
  readonly logInode: number | undefined;
  readonly logBytes: number;
  readonly header: Buffer;
}

/**
 * Makes a watch of an open database.
 *
 * @param file Path of the database; its write-ahead log is beside it.
 */
export function watchFile(file: string): FileWatch {
  // Closing any descriptor of the file drops the locks that SQLite holds on it: this one stays open
  // until SQLite has closed its own.
  const descriptor = openSync(file, "r");
  let accepted = read();
  let fate: FileFate = "same";

  function read(): Look | undefined {
    const main = statSync(file, { throwIfNoEntry: false });
    if (main === undefined) return undefined;
    const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
    const header = Buffer.alloc(HEADER_BYTES);
    readSync(descriptor, header, 0, HEADER_BYTES, 0);
    return {
      inode: main.ino,
      bytes: main.size,
      logInode: log?.ino,
      logBytes: log?.size ?? 0,
      header,
    };
  }

  function compare(): FileFate {
    const now = read();
    if (accepted === undefined || now === undefined || now.inode !== accepted.inode) {
      return "replaced";
    }
    const isWhole =
      now.bytes >= accepted.bytes &&
      now.logBytes >= accepted.logBytes &&
      now.logInode === accepted.logInode &&
      isSuccessor(now.header, accepted.header);
    if (!isWhole) return "changed";
    accepted = now;
    return "same";
  }

  return {
    look() {
      fate = compare();
      return fate;
    },
    found: () => fate,
    accept() {
      accepted = read();
      fate = "same";
    },
    close() {
      closeSync(descriptor);
    },
  };
}

/** Whether a header can have become of another by writing to the database. */
function isSuccessor(now: Buffer, before: Buffer): boolean {
  return (
    FIXED.every(([from, to]) => now.compare(before, from, to, from, to) === 0) &&
    COUNTERS.every((at) => now.readUInt32BE(at) >= before.readUInt32BE(at))
  );
}
