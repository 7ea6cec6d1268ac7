import type { AmbiguousTerm, Outcome } from "@facet/compiler";

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
