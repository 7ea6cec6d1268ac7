import { createSpaceSaving, type SpaceSaving } from "../sketch/space-saving.ts";

/** One variation code and how often it was given. */
export interface CountedCode {
  readonly code: string;
  /** At most so many decisions. */
  readonly count: number;
}

/** Which codes pages give, counted since the process began. */
export interface PageCodes {
  record(page: { readonly site: string; readonly page: string }, code: string): void;
  /** The commonest codes of one revision of a page, most frequent first. */
  top(
    page: { readonly site: string; readonly page: string },
    wanted: { readonly revision: string; readonly limit: number },
  ): readonly CountedCode[];
}

/** Codes that are kept of one page. */
const KEPT = 1_000;

/** Makes the counter; its memory is bounded by the pages of the rule sets. */
export function createPageCodes(): PageCodes {
  const pages = new Map<string, SpaceSaving>();
  return {
    record({ site, page }, code) {
      const key = `${site}\0${page}`;
      const codes = pages.get(key) ?? createSpaceSaving({ capacity: KEPT });
      pages.set(key, codes);
      codes.add(code, 1, () => undefined);
    },
    top({ site, page }, { revision, limit }) {
      const codes = pages.get(`${site}\0${page}`)?.top() ?? [];
      return codes
        .filter(({ key }) => key.startsWith(`${revision}-`))
        .slice(0, limit)
        .map(({ key, weight }) => ({ code: key, count: weight }));
    },
  };
}
