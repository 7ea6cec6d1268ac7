import { TableError } from "../tabular/table-error.ts";
import { MAX_PART_BYTES, MAX_RATIO, MIN_SUSPECT_BYTES } from "./limits.ts";

/** A file inside of a zip archive. */
export interface ZipEntry {
  readonly name: string;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** CRC-32 of the unpacked bytes. */
  readonly crc: number;
  readonly isDeflated: boolean;
  /** Where its local header begins. */
  readonly offset: number;
}

const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
/** A size or offset of this value stands in a zip64 record, which no workbook of a sane size has. */
const ZIP64 = 0xffff_ffff;

/**
 * Reads the directory of a zip archive (PKWARE APPNOTE 4.3). Nothing is unpacked, so sizes can be
 * judged first.
 *
 * @throws TableError `workbook` where the file is no archive, or is cut short.
 */
export function readZipDirectory(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> {
  const view = viewOf(bytes);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const entries = new Map<string, ZipEntry>();
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw cutShort();
    const nameBytes = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(
      bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
    );
    entries.set(name, readEntry(view, { at, name }));
    at += ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/**
 * The packed bytes of an entry.
 *
 * @throws TableError `too-large` where it would unpack to more than is read, or far more than its
 *   packed size explains; `workbook` where the archive is broken.
 */
export function packedBytesOf(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  checkSize(entry);
  const view = viewOf(bytes);
  const { offset } = entry;
  if (offset + LOCAL_BYTES > bytes.length || view.getUint32(offset, true) !== LOCAL_SIGNATURE)
    throw cutShort();
  const start =
    offset + LOCAL_BYTES + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + entry.packedBytes > bytes.length) throw cutShort();
  return bytes.subarray(start, start + entry.packedBytes);
}

function readEntry(
  view: DataView,
  { at, name }: { readonly at: number; readonly name: string },
): ZipEntry {
  const isEncrypted = (view.getUint16(at + 8, true) & 1) !== 0;
  const method = view.getUint16(at + 10, true);
  if (isEncrypted || (method !== STORED && method !== DEFLATED)) {
    throw new TableError(
      "the workbook is encrypted or packed in an unknown way; save it again as .xlsx",
      {
        code: "workbook",
      },
    );
  }
  return {
    name,
    packedBytes: view.getUint32(at + 20, true),
    unpackedBytes: view.getUint32(at + 24, true),
    crc: view.getUint32(at + 16, true),
    isDeflated: method === DEFLATED,
    offset: view.getUint32(at + 42, true),
  };
}

function checkSize({ name, packedBytes, unpackedBytes }: ZipEntry): void {
  const isBomb = unpackedBytes > MIN_SUSPECT_BYTES && unpackedBytes > packedBytes * MAX_RATIO;
  if (unpackedBytes <= MAX_PART_BYTES && !isBomb) return;
  const size = unpackedBytes === ZIP64 ? "4 GB or more" : `${Math.ceil(unpackedBytes / 1e6)} MB`;
  throw new TableError(
    `${name} of the workbook would unpack from ${Math.ceil(packedBytes / 1e3)} kB to ${size}, so it is not opened; save the table as CSV`,
    { code: "too-large" },
  );
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= 0 && at >= last - MAX_COMMENT_BYTES; at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  throw cutShort();
}

function cutShort(): TableError {
  return new TableError("the workbook is broken or cut short; download or copy it again", {
    code: "workbook",
  });
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
