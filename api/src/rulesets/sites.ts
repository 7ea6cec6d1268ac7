import type { RulesetSource } from "./source.ts";

/** One site that is served. */
export interface Site {
  /** As in its `site.yaml`. */
  readonly id: string;
  readonly rulesets: RulesetSource;
}

/** All sites that are served. */
export interface Sites {
  find(id: string): Site | undefined;
  list(): readonly Site[];
}

/** Where one site's rules come from. */
export interface SiteFolder {
  /** What the site is called as long as its rules were never good. */
  readonly name: string;
  readonly rulesets: RulesetSource;
}

/**
 * Makes the sites of folders. A site is found by the id that its rules have now; where there is but
 * one folder and its rules were never good, it is found by any id: it cannot be another's.
 */
export function createSites(folders: readonly SiteFolder[]): Sites {
  const list = (): readonly Site[] =>
    folders.map(({ name, rulesets }) => ({
      id: rulesets.current()?.artifact.site.id ?? name,
      rulesets,
    }));
  return {
    list,
    find(id) {
      const [only, ...others] = folders;
      if (only !== undefined && others.length === 0 && only.rulesets.current() === undefined) {
        return { id, rulesets: only.rulesets };
      }
      return list().find((site) => site.id === id);
    },
  };
}
