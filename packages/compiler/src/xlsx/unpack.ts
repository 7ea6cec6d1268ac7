import { Inflate } from "fflate";
import { crc32 } from "node:zlib";
import { TableError } from "../tabular/table-error.ts";
import { packedBytesOf } from "./zip.ts";
import type { ZipEntry } from "./zip.ts";

/** Packed bytes that are unpacked at a time: deflate makes at most 1,032 of one. */
const STEP_BYTES = 8_192;

/**
 * Unpacks an entry of an archive piece by piece, and checks that it gives exactly the bytes that the
 * directory promises: an entry that lies about its size ends where the lie shows.
 *
 * @throws TableError `too-large` or `workbook`.
 */
export function* unpack(bytes: Uint8Array, entry: ZipEntry): Generator<Uint8Array> {
  let length = 0;
  let crc = 0;
  for (const piece of entry.isDeflated
    ? inflate(packedBytesOf(bytes, entry))
    : [packedBytesOf(bytes, entry)]) {
    length += piece.length;
    if (length > entry.unpackedBytes) throw broken(entry);
    crc = crc32(piece, crc);
    yield piece;
  }
  if (length !== entry.unpackedBytes || crc !== entry.crc) throw broken(entry);
}

/** Unpacks an entry as a text of UTF-8, piece by piece. */
export function* unpackText(bytes: Uint8Array, entry: ZipEntry): Generator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for (const piece of unpack(bytes, entry)) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  } catch (cause) {
    throw cause instanceof TypeError ? broken(entry, cause) : cause;
  }
}

function* inflate(packed: Uint8Array): Generator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const inflater = new Inflate((piece) => void pieces.push(piece));
  for (let at = 0; at < packed.length; at += STEP_BYTES) {
    const end = at + STEP_BYTES;
    try {
      inflater.push(packed.subarray(at, end), end >= packed.length);
    } catch (cause) {
      throw new TableError("the workbook is broken or cut short; download or copy it again", {
        code: "workbook",
        cause,
      });
    }
    yield* pieces.splice(0);
  }
}

function broken({ name }: ZipEntry, cause?: unknown): TableError {
  return new TableError(
    `${name} of the workbook is broken; open the file in a spreadsheet program and save it again`,
    {
      code: "workbook",
      cause,
    },
  );
}
