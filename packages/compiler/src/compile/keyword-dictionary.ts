import type { LoadedKeywordList } from "../load/located.ts";
import { missingDictionary } from "../morphology/index.ts";

/** Warns, at the first keyword list with Russian words, that their forms are only guessed. */
export function reportMissingDictionary(lists: readonly LoadedKeywordList[]): void {
  for (const { table, report } of lists) {
    const finding = missingDictionary((table?.rows ?? []).map(({ keyword }) => keyword));
    if (!finding) continue;
    report({ path: ["file"], ...finding });
    return;
  }
}
