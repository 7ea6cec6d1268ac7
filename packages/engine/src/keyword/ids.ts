/**
 * Names of ids from the one that says most to the one that says least: a phrase, an ad, an ad group,
 * free parameters. Names in one row mean the same id.
 */
const KINDS: readonly (readonly string[])[] = [
  ["phrase_id"],
  ["targetid"],
  ["ad_id", "banner_id"],
  ["gbid", "adgroupid"],
  ["param1"],
  ["param2"],
];

/** All names of ids, the most telling first. */
export const PHRASE_ID_NAMES: readonly string[] = KINDS.flat();

const RANKS = new Map(KINDS.flatMap((names, rank) => names.map((name) => [name, rank] as const)));

/** One id in the form in which it is looked up. */
export interface PhraseId {
  readonly key: string;
  /** Smaller says more of the phrase. */
  readonly rank: number;
}

/**
 * The ids of a phrase or of a request as look-up keys, the most telling first. Empty values are
 * left out; Google's `kwd-123` and `aud-9:kwd-123` are the keyword 123.
 */
export function toPhraseIds(ids: Readonly<Record<string, string>>): PhraseId[] {
  const known: PhraseId[] = [];
  for (const [name, value] of Object.entries(ids)) {
    const rank = RANKS.get(name) ?? KINDS.length;
    const text = name === "targetid" ? keywordId(value) : value.trim();
    if (text !== "") known.push({ key: `${KINDS[rank]?.[0] ?? name}\u0000${text}`, rank });
  }
  return known.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1));
}

function keywordId(value: string): string {
  return /(?:^|:)kwd-(\d+)/u.exec(value)?.[1] ?? value.trim();
}
