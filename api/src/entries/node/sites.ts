import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Log } from "../../ports.ts";
import { createFolderSource } from "../../rulesets/folder.ts";
import { createSiteClaims } from "../../rulesets/site-claims.ts";
import { createSites, type SiteFolder, type Sites } from "../../rulesets/sites.ts";
import { createCompile } from "./compiler.ts";

/** Options of {@link openSites}. */
export interface SitesOptions {
  /** Path of a folder with a `site.yaml`, or of one with several such folders in it. */
  readonly rules: string;
  /** Follow edits. */
  readonly watch: boolean;
  readonly log: Log;
}

/** The sites of a rules folder, and what must be closed behind them. */
export interface OpenedSites {
  readonly sites: Sites;
  close(): Promise<void>;
}

const SITE_FILES = ["site.yaml", "site.yml"];

/**
 * Loads the sites of a folder, each from its own source. Resolves after the first attempt to load
 * each of them, good or not. Where two folders have one site, the first by name keeps it.
 */
export async function openSites({ rules, watch, log }: SitesOptions): Promise<OpenedSites> {
  const claims = createSiteClaims();
  const folders: SiteFolder[] = [];
  for (const folder of await siteFolders(rules)) {
    const name = basename(resolve(folder));
    const compile = claims.guard(name, createCompile(folder));
    folders.push({ name, rulesets: await createFolderSource({ folder, compile, watch, log }) });
  }
  return {
    sites: createSites(folders),
    async close() {
      await Promise.all(folders.map(({ rulesets }) => rulesets.close()));
    },
  };
}

/**
 * The folders that hold one site each: those in `rules` that have a `site.yaml`, in order of name;
 * `rules` itself where it has one, or where there are not two of them.
 */
export async function siteFolders(rules: string): Promise<readonly string[]> {
  if (hasSite(rules)) return [rules];
  // What cannot be read is one folder, whose source says so.
  const names = await readdir(rules).catch(() => []);
  const found = names
    .toSorted()
    .map((name) => join(rules, name))
    .filter(hasSite);
  return found.length > 1 ? found : [rules];
}

function hasSite(folder: string): boolean {
  return SITE_FILES.some((file) => existsSync(join(folder, file)));
}
