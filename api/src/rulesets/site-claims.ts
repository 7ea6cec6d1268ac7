import type { CompiledRules } from "./source.ts";

/** Sees to it that no two folders have rules of one site. */
export interface SiteClaims {
  /**
   * Wraps what compiles a folder: rules of a site that another folder serves get an error that names
   * both, so that they are not served.
   *
   * @param folder As people know it.
   */
  guard(folder: string, compile: () => Promise<CompiledRules>): () => Promise<CompiledRules>;
}

/** Makes an empty register: whoever first has good rules of a site keeps it. */
export function createSiteClaims(): SiteClaims {
  const folderOf = new Map<string, string>();
  return {
    guard: (folder, compile) => async () => {
      const compiled = await compile();
      const site = compiled.artifact?.site.id;
      if (site === undefined) return compiled;
      const owner = folderOf.get(site);
      if (owner !== undefined && owner !== folder) {
        return { problems: [...compiled.problems, taken(site, { folder, owner })] };
      }
      for (const [id, other] of folderOf) if (other === folder) folderOf.delete(id);
      folderOf.set(site, folder);
      return compiled;
    },
  };
}

function taken(
  site: string,
  { folder, owner }: { readonly folder: string; readonly owner: string },
): CompiledRules["problems"][number] {
  return {
    file: "site.yaml",
    line: 1,
    column: 1,
    severity: "error",
    code: "site-taken",
    message: `the folders ${owner} and ${folder} both have the site "${site}"; ${owner} is served`,
    suggestion: "give one of them another `site:`, or serve one folder only",
  };
}
