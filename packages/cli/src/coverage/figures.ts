import type { AmbiguousTerm, CoverageReport, Outcome, SkipReason } from "@facet/compiler";

/** What an outcome is called, and what it says. */
export interface OutcomeWords {
  readonly name: string;
  readonly says: string;
}

/** Outcomes in words for people. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, OutcomeWords>> = {
  identical: { name: "Identical", says: "the term is a listed phrase" },
  matched: { name: "Matched", says: "a phrase matched by its words" },
  secondChance: { name: "Second chance", says: "matched after a typo, a layout, … was mended" },
  blocked: { name: "Blocked", says: "a minus phrase keeps it from every phrase" },
  default: { name: "Default only", says: "no list knows it" },
};

const TIE_BREAKS: Readonly<Partial<Record<AmbiguousTerm["decidedBy"], string>>> = {
  stopWords: "its stop words",
  order: "the order of its words",
  span: "its words standing closer together",
  rarity: "its rarer words",
  group: "having a group",
  platform: "its ad system",
  file: "its earlier place in the files",
};

/** What decided between two phrases, to follow "decided by". */
export function tieBreakWords(decidedBy: AmbiguousTerm["decidedBy"]): string {
  return TIE_BREAKS[decidedBy] ?? decidedBy;
}

const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const MONEY = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const PERCENT = new Intl.NumberFormat("en-US", {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** `1,240`. */
export function formatCount(count: number): string {
  return WHOLE.format(count);
}

/** `1,240.50`; a report does not say of which currency. */
export function formatCost(cost: number): string {
  return MONEY.format(cost);
}

/** `81.8%` of a share from 0 to 1. */
export function formatShare(share: number): string {
  return PERCENT.format(share);
}

/** `1 term`, `2 terms`. */
export function formatNumberOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** The name of a group as people know it: its label, else its id; its list where it has no group. */
export function groupName({
  list,
  group,
  label,
}: {
  readonly list: string;
  readonly group?: string;
  readonly label?: string;
}): string {
  return label ?? group ?? `${list} (no group)`;
}

const MISSING: Readonly<Record<CoverageReport["missing"][number], string>> = {
  clicks: "no column of clicks (“Clicks”, «Клики»), so clicks are 0 everywhere",
  cost: "no column of cost (“Cost”, «Расход»), so cost is 0 everywhere, and terms are ranked by clicks",
};

/** What the figures of a report lack, a sentence each. */
export function shortcomings({ missing, total }: CoverageReport): string[] {
  return [
    ...missing.map((figure) => `The report has ${MISSING[figure]}.`),
    ...(total.terms === 0 ? ["The report has no terms."] : []),
  ];
}

const SKIPPED: Readonly<Record<SkipReason, string>> = {
  total: "of sums and totals",
  "empty-term": "without a term",
  number: "whose clicks or cost are no number",
  "too-long": "with a term that is too long",
};

/** Which rows of a report were passed over, and why: `2 of sums and totals, 1 without a term (row 7)`. */
export function skippedWords({ reasons, first }: CoverageReport["skipped"]): string {
  const words = (Object.keys(SKIPPED) as SkipReason[]).flatMap((reason) => {
    const count = reasons[reason] ?? 0;
    const rows = first.filter((each) => each.reason === reason).map(({ row }) => row);
    const cut = rows.length < count ? ", …" : "";
    const where = rows.length === 0 ? "" : ` (row ${rows.join(", ")}${cut})`;
    return count === 0 ? [] : [`${formatCount(count)} ${SKIPPED[reason]}${where}`];
  });
  return words.join(", ");
}
