import type { PhraseInput } from "../context.ts";
import type { KeywordList, Phrase } from "../ruleset.ts";
import { canonicalPhrase } from "./canonical.ts";
import { toPhraseIds } from "./ids.ts";
import type { KeywordMatch, KeywordMatcher } from "./matcher.ts";

interface Row {
  readonly list: string;
  readonly phrase: Phrase;
  /** Position in its list. */
  readonly row: number;
  readonly canonical: string;
}

type Index = ReadonlyMap<string, readonly Row[]>;

/**
 * A matcher that knows a phrase by an id it carries, else by its identical text. Where several
 * listed phrases have the same id or text, the editor's priority decides, then the order of lists
 * and rows; of phrases that share an id, the one with the request's text comes first.
 */
export function createExactMatcher(lists: readonly KeywordList[]): KeywordMatcher {
  const byId = new Map<string, Row[]>();
  const byText = new Map<string, Row[]>();
  for (const row of rowsInOrder(lists)) {
    for (const { key } of toPhraseIds(row.phrase.ids ?? {})) put(byId, key, row);
    if (row.canonical !== "") put(byText, row.canonical, row);
  }
  return {
    match(phrase) {
      const text = phrase.text === undefined ? "" : canonicalPhrase(phrase.text);
      const bound = findById(byId, { ids: phrase.ids, text });
      if (bound) return toMatch(bound, "id");
      const identical = byText.get(text)?.[0];
      return identical && toMatch(identical, "identical");
    },
  };
}

function rowsInOrder(lists: readonly KeywordList[]): Row[] {
  const rows = lists.flatMap((list) =>
    list.phrases.map((phrase, row) => ({
      list: list.id,
      phrase,
      row,
      canonical: canonicalPhrase(phrase.text),
    })),
  );
  // Sorting is stable: equal priorities stay in the order of the files.
  return rows.sort((a, b) => (b.phrase.priority ?? 0) - (a.phrase.priority ?? 0));
}

function put(index: Map<string, Row[]>, key: string, row: Row): void {
  const rows = index.get(key);
  if (rows) rows.push(row);
  else index.set(key, [row]);
}

function findById(
  index: Index,
  { ids, text }: { readonly ids: PhraseInput["ids"]; readonly text: string },
): Row | undefined {
  if (!ids) return undefined;
  for (const { key } of toPhraseIds(ids)) {
    const rows = index.get(key);
    if (rows) return rows.find((row) => row.canonical === text) ?? rows[0];
  }
  return undefined;
}

function toMatch({ list, phrase, row }: Row, rung: KeywordMatch["rung"]): KeywordMatch {
  return {
    phrase: phrase.text,
    list,
    ...(phrase.group === undefined ? {} : { group: phrase.group }),
    match: rung,
    rung,
    row,
  };
}
