import { OUTCOMES } from "@facet/compiler";
import type { CoverageReport } from "@facet/compiler";
import { formatCost, formatCount, formatShare, OUTCOME_WORDS } from "../figures.ts";
import { stackedBar } from "./charts.ts";
import { html } from "./markup.ts";
import type { Markup } from "./markup.ts";
import { section, table } from "./tables.ts";
import type { Column } from "./tables.ts";

/** What became of the terms: a bar by clicks, one by cost, and the figures. */
export function outcomesSection({ outcomes: shares, total }: CoverageReport): Markup {
  const bars = (["clicks", "cost"] as const).filter((of) => total[of] > 0);
  const columns: Column<(typeof OUTCOMES)[number]>[] = [
    {
      name: "Outcome",
      cell: (outcome) =>
        html`<span class="dot ${outcome}"></span>${OUTCOME_WORDS[outcome].name}<small
            >${OUTCOME_WORDS[outcome].says}</small
          >`,
    },
    { name: "Terms", kind: "number", cell: (outcome) => formatCount(shares[outcome].terms) },
    { name: "Clicks", kind: "number", cell: (outcome) => formatCount(shares[outcome].clicks) },
    { name: "Share", kind: "number", cell: (outcome) => formatShare(shares[outcome].clicksShare) },
    { name: "Cost", kind: "number", cell: (outcome) => formatCost(shares[outcome].cost) },
    { name: "Share", kind: "number", cell: (outcome) => formatShare(shares[outcome].costShare) },
  ];
  return section(
    {
      id: "outcomes",
      title: "What became of the terms",
      lead: "Each term was matched as a visitor's would be who comes with it.",
    },
    html`<div class="stack">
        ${bars.map((of) => {
          const parts = OUTCOMES.map((outcome) => ({
            outcome,
            share: shares[outcome][of === "cost" ? "costShare" : "clicksShare"],
          }));
          return html`<div><span>By ${of}</span>${stackedBar(parts, `Shares by ${of}`)}</div>`;
        })}
      </div>
      ${table(columns, OUTCOMES)}`,
  );
}
