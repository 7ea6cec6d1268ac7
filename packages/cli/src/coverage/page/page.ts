import type { CoverageReport } from "@facet/compiler";
import {
  formatCost,
  formatCount,
  formatNumberOf,
  formatShare,
  shortcomings,
  skippedWords,
} from "../figures.ts";
import { ambiguousSection, blockedSection, overlongSection, unmappedSection } from "./findings.ts";
import { groupsSection, unreachedSection } from "./groups.ts";
import { html } from "./markup.ts";
import type { Markup, Part } from "./markup.ts";
import { outcomesSection } from "./outcomes.ts";
import { STYLE } from "./style.ts";

/** What a page is headed with. */
export interface PageHead {
  /** Name of the report's file. */
  readonly report: string;
  /** When it was reckoned. */
  readonly at: Date;
}

/**
 * Writes a coverage as one HTML page that needs nothing else: no script, no font, no request.
 *
 * @returns the document's text.
 */
export function renderCoveragePage(report: CoverageReport, { report: name, at }: PageHead): string {
  const { total, rules } = report;
  const day = at.toISOString().slice(0, 10);
  return `${
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta
            http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
          />
          <title>Keyword coverage: ${name}</title>
          <style>
            ${STYLE}
          </style>
        </head>
        <body>
          <main>
            <header>
              <h1>Keyword coverage</h1>
              <p class="soft">
                ${name} · ${formatNumberOf(total.terms, "term")},
                ${formatNumberOf(total.clicks, "click")}, cost ${formatCost(total.cost)} · rule set
                ${rules} · ${day}
              </p>
              ${shortcomings(report).map((words) => html`<p class="notice">${words}</p>`)}
            </header>
            ${tiles(report)} ${outcomesSection(report)} ${unmappedSection(report)}
            ${groupsSection(report)} ${blockedSection(report)} ${ambiguousSection(report)}
            ${overlongSection(report)} ${unreachedSection(report)}
            <footer>${footer(report)}</footer>
          </main>
        </body>
      </html>`.markup
  }\n`;
}

function tiles({ outcomes, total, unmapped, phrases }: CoverageReport): Markup {
  const covered = ["identical", "matched", "secondChance"] as const;
  const byCost = total.cost > 0;
  const share = covered.reduce(
    (sum, outcome) => sum + outcomes[outcome][byCost ? "costShare" : "clicksShare"],
    0,
  );
  const tile = (value: string, words: string, tone = ""): Markup =>
    html`<div class="tile ${tone}"><b>${value}</b><span>${words}</span></div>`;
  return html`<div class="tiles">
    ${tile(formatShare(share), `of the ${byCost ? "cost" : "clicks"} reaches a listed phrase`, "good")}
    ${byCost ? tile(formatCost(unmapped.cost), "spent on terms that no list knows", unmapped.cost > 0 ? "bad" : "") : ""}
    ${total.clicks > 0 ? tile(formatCount(unmapped.clicks), "clicks on terms that no list knows") : ""}
    ${tile(`${formatCount(phrases.reached)} of ${formatCount(phrases.total)}`, "phrases were reached by a term")}
  </div>`;
}

function footer({ skipped }: CoverageReport): Part {
  const { rows } = skipped;
  if (rows === 0) return "Every row of the report was read.";
  return `${formatNumberOf(rows, "row")} passed over: ${skippedWords(skipped)}.`;
}
