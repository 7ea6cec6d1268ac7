import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

// The folder may have modules for bundlers beside them.
const SCRIPT = /^(?:facet|snippet)[\w.-]*\.js$/;
const HEADERS = {
  "content-type": "text/javascript; charset=utf-8",
  "cache-control": "public, max-age=0, must-revalidate",
} as const;

/** A file of the page runtime as it is sent. */
export interface Script {
  readonly text: string;
  readonly headers: typeof HEADERS;
}

/**
 * Reads the page runtime's files, by name.
 * @throws Error where the folder cannot be read or has no scripts.
 */
export async function readScripts(folder: string): Promise<ReadonlyMap<string, Script>> {
  const names = (await readdir(folder)).filter((name) => SCRIPT.test(name));
  if (names.length === 0) {
    throw new Error(
      `facetFastify: "scripts" is ${folder}, which has no facet.js; build the page runtime first`,
    );
  }
  const scripts = names.map(async (name) => {
    const text = await readFile(join(folder, name), "utf8");
    return [name, { text, headers: HEADERS }] as const;
  });
  return new Map(await Promise.all(scripts));
}
