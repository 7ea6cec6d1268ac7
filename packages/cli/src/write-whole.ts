import { makeFolder } from "@facet/api/node";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a file so that there is all of it or none: beside its place first, then into it. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  makeFolder(dirname(path));
  try {
    await writeFile(beside, text);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
