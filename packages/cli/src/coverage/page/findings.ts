import type { CoverageReport, ListedPhrase, Outcome, TermAmount } from "@facet/compiler";
import { formatCost, formatCount, tieBreakWords } from "../figures.ts";
import { meter } from "./charts.ts";
import { part, weightOf } from "./lengths.ts";
import { html } from "./markup.ts";
import type { Markup, Part } from "./markup.ts";
import { section, table } from "./tables.ts";
import type { Column } from "./tables.ts";

/** The costliest terms that no list knows; nothing where there are none. */
export function unmappedSection({ unmapped: { top, terms } }: CoverageReport): Part {
  if (top.length === 0) return undefined;
  return section(
    {
      id: "unmapped",
      title: "Costliest terms that no list knows",
      lead: `Whoever comes with one of these sees the defaults. Add them to a list, or make them minus phrases in the ad account.${shown(top.length, terms)}`,
      long: true,
    },
    table(
      [
        ...termColumns(top, "default"),
        {
          name: "May belong to",
          cell: ({ suggestion }) =>
            suggestion
              ? html`<span class="chip">${suggestion.group}</span
                  ><small>${suggestion.words.join(", ")}</small>`
              : "–",
        },
      ],
      top,
    ),
  );
}

/** The costliest terms that a minus phrase blocks; nothing where there are none. */
export function blockedSection({ blocked: { top, terms } }: CoverageReport): Part {
  if (top.length === 0) return undefined;
  return section(
    {
      id: "blocked",
      title: "Blocked by a minus phrase",
      lead: `A phrase would have matched, but for the minus phrase. The ad was paid for all the same.${shown(top.length, terms)}`,
      long: true,
    },
    table(
      [
        ...termColumns(top, "blocked"),
        { name: "Minus phrase", cell: ({ minus }) => html`<span class="chip">${minus}</span>` },
        { name: "Kept from", cell: ({ phrase }) => (phrase ? listed(phrase) : "–") },
      ],
      top,
    ),
  );
}

/** The costliest terms that two groups claim; nothing where there are none. */
export function ambiguousSection({ ambiguous: { top, terms } }: CoverageReport): Part {
  if (top.length === 0) return undefined;
  return section(
    {
      id: "ambiguous",
      title: "Claimed by two groups",
      lead: `Phrases of two groups fit equally well, and only a tie break decided. Make one of them stricter, or give it a priority.${shown(top.length, terms)}`,
      long: true,
    },
    table(
      [
        ...termColumns(top, "secondChance"),
        { name: "Went to", cell: ({ match }) => listed(match) },
        {
          name: "Fits as well",
          cell: ({ rival, decidedBy }) =>
            html`${listed(rival)}<small>decided by ${tieBreakWords(decidedBy)}</small>`,
        },
      ],
      top,
    ),
  );
}

/** The costliest texts that outgrow their slot; nothing where there are none. */
export function overlongSection({ overlong: { top, terms } }: CoverageReport): Part {
  if (top.length === 0) return undefined;
  return section(
    {
      id: "overlong",
      title: "Longer than the slot",
      lead: `With the phrase in it the text is longer than its slot takes, so its default shows.${shown(top.length, terms)}`,
      long: true,
    },
    table(
      [
        {
          name: "Text",
          kind: "term",
          cell: ({ text, match }) => html`${text}<small>${match.phrase}</small>`,
        },
        { name: "Slot", cell: ({ slot }) => html`<span class="chip">${slot}</span>` },
        {
          name: "Length",
          kind: "number",
          cell: ({ length, maxLength }) => `${length} of ${maxLength}`,
        },
        { name: "Clicks", kind: "number", cell: ({ clicks }) => formatCount(clicks) },
        { name: "Cost", kind: "number", cell: ({ cost }) => formatCost(cost) },
      ],
      top,
    ),
  );
}

function termColumns<T extends TermAmount>(rows: readonly T[], outcome: Outcome): Column<T>[] {
  const most = Math.max(...rows.map(weightOf), 0);
  return [
    {
      name: "Term",
      kind: "term",
      cell: ({ term, incomplete }) =>
        html`${term}${incomplete ? html`<small>some rows are not in</small>` : ""}`,
    },
    { name: "", kind: "meter", cell: (row) => meter(part(weightOf(row), most), outcome) },
    { name: "Clicks", kind: "number", cell: ({ clicks }) => formatCount(clicks) },
    { name: "Cost", kind: "number", cell: ({ cost }) => formatCost(cost) },
  ];
}

function listed({ phrase, group, list }: ListedPhrase): Markup {
  return html`${phrase}<small>${group ?? list}</small>`;
}

function shown(count: number, rows: number): string {
  if (count >= rows) return "";
  return count === 1
    ? " The costliest is shown."
    : ` The ${formatCount(count)} costliest are shown.`;
}
