import { join } from "node:path";
import { isFolder } from "./folder.ts";

/** `errcode` of SQLite that speaks of the place and not of what lies there: PERM, READONLY, CANTOPEN. */
const PLACE_CODES = new Set<unknown>([3, 8, 14]);
/** What makes a folder or a file system refuse. */
const PLACE_ERRORS = new Set<unknown>(["EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR", "EEXIST"]);

/** Why a database file could not be opened, and what to do about it: one or two sentences. */
export function explainRefusal(file: string, cause: unknown): string {
  if (isFolder(file)) {
    return `it is a folder. Set FACET_DB to the path of a file, such as ${join(file, "facet.db")}.`;
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return isOfPlace(cause)
    ? `${reason}. Let this user make and write files there, or set FACET_DB to another path.`
    : `${reason}. Move the file away, or set FACET_DB to another path; a new database is made where there is none.`;
}

function isOfPlace(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  // The low byte of an extended code is the plain one.
  if ("errcode" in cause) return PLACE_CODES.has(Number(cause.errcode) & 0xff);
  return "code" in cause && PLACE_ERRORS.has(cause.code);
}
