import type { RawEntry } from "./documents.ts";
import type { Collect } from "./source-text.ts";
import { problemAt } from "./source-text.ts";

/**
 * Reports that a folder holds the folders of several sites, which would all be taken for one.
 *
 * @param entries Top-level keys of all documents about the site.
 * @returns whether it does.
 */
export function reportSeveralSites(entries: readonly RawEntry[], collect: Collect): boolean {
  const folders = new Map<string, RawEntry>();
  for (const raw of entries) {
    const folder = folderOf(raw.entry.source.file);
    const isSite = raw.entry.key === "site" && /(^|\/)site\.ya?ml$/i.test(raw.entry.source.file);
    if (isSite && !folders.has(folder)) folders.set(folder, raw);
  }
  const ids = new Set([...folders.values()].map(({ entry }) => idOf(entry.value)));
  const [first] = folders.keys();
  if (first === undefined || folders.size < 2 || ids.size < 2) return false;
  const names = [...folders.keys()].join(", ");
  for (const { entry } of folders.values()) {
    collect(
      problemAt(entry.source, entry.start, {
        code: "several-sites",
        message: `this folder holds several sites, in ${names}; a rules folder holds one`,
        suggestion: `serve one of them: give the folder ${folderOf(entry.source.file)} inside this one as the rules folder`,
      }),
    );
  }
  return true;
}

function folderOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : ".";
}

function idOf(value: RawEntry["entry"]["value"]): string {
  return value.kind === "scalar" ? value.text : "";
}
