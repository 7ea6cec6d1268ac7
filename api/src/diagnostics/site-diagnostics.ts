import { createKeywordDiagnostics, type KeywordDiagnostics } from "./keyword-diagnostics.ts";

/** Makes the diagnostics of all sites, each one's when it is first asked for. */
export function createSiteDiagnostics(now: () => number): (site: string) => KeywordDiagnostics {
  const bySite = new Map<string, KeywordDiagnostics>();
  return (site) => {
    const known = bySite.get(site);
    if (known !== undefined) return known;
    const made = createKeywordDiagnostics(now());
    bySite.set(site, made);
    return made;
  };
}
