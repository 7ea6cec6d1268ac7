import type { ImportRow } from "./row.ts";

/** How a keyword of Google or Microsoft matches. */
export interface MatchType {
  readonly match: ImportRow["match"];
  readonly isNegative: boolean;
  /** The negative is the whole campaign's. */
  readonly isCampaign: boolean;
}

/** Reads `Broad`, `Negative Phrase`, `Campaign Negative Exact`, `Точное`, …; what it does not say is empty. */
export function parseMatchType(cell: string): MatchType {
  const text = cell.toLowerCase();
  const [match = ""] =
    [
      ["exact", /exact|точн/],
      ["phrase", /phrase|фраз/],
      ["broad", /broad|широк/],
    ].find(([, pattern]) => (pattern as RegExp).test(text)) ?? [];
  return {
    match: match as MatchType["match"],
    isNegative: /negative|минус/.test(text),
    isCampaign: /campaign|кампани/.test(text),
  };
}

/** A keyword without the marks of its match type. */
export interface BareKeyword extends MatchType {
  readonly text: string;
}

/** Reads the marks that a keyword itself may have: `"phrase"`, `[exact]`, `-negative`. A column goes first. */
export function parseMarks(keyword: string, type: MatchType): BareKeyword {
  const isNegative = type.isNegative || /^-[^\s-]/.test(keyword);
  const positive = isNegative ? keyword.replace(/^-\s*/, "") : keyword;
  const [, exact] = /^\[([^[\]]+)\]$/.exec(positive) ?? [];
  const [, phrase] = /^"([^"]+)"$/.exec(positive) ?? [];
  const marked = exact === undefined ? (phrase === undefined ? "" : "phrase") : "exact";
  return {
    text: (exact ?? phrase ?? positive).trim(),
    match: type.match === "" ? marked : type.match,
    isNegative,
    isCampaign: type.isCampaign,
  };
}

/** A negative keyword as the rules write minus phrases: `[exact]`, `"phrase"`, broad as it is. */
export function toMinusPhrase({ text, match }: Pick<BareKeyword, "text" | "match">): string {
  if (match === "exact") return `[${text}]`;
  return match === "phrase" ? `"${text}"` : text;
}
