import { OUTCOMES } from "@facet/compiler";
import type { CoverageReport, Outcome } from "@facet/compiler";
import { formatTable } from "../terminal/table.ts";
import type { Table } from "../terminal/table.ts";
import { type Terminal, type Tone, paint } from "../terminal/terminal.ts";
import {
  formatCost,
  formatCount,
  formatNumberOf,
  formatShare,
  groupName,
  OUTCOME_WORDS,
  shortcomings,
  skippedWords,
} from "./figures.ts";

const BAR_LENGTH = 24;
const MAX_GROUPS = 15;
const MAX_IDLE = 12;

const TONES: Readonly<Record<Outcome, Tone>> = {
  identical: "good",
  matched: "good",
  secondChance: "warning",
  blocked: "quiet",
  default: "bad",
};

/**
 * Writes a coverage for a terminal.
 *
 * @param top How many of the costliest terms of each kind are shown.
 */
export function formatCoverage(report: CoverageReport, top: number, terminal: Terminal): string {
  const { total, phrases, skipped } = report;
  const named = (name: string): string => paint(terminal, "strong", name);
  const sections = [
    `${named("Coverage")} by ${report.rules}: ${formatNumberOf(total.terms, "term")}, ${formatNumberOf(total.clicks, "click")}, cost ${formatCost(total.cost)}`,
    shortcomings(report)
      .map((words) => paint(terminal, "warning", words))
      .join("\n"),
    outcomes(report, terminal),
    section(named("Groups"), groups(report), terminal),
    section(named("Costliest terms that no list knows"), unmapped(report, top), terminal),
    section(named("Blocked by a minus phrase"), blocked(report, top), terminal),
    section(named("Claimed by two groups"), ambiguous(report, top), terminal),
    section(named("Longer than the slot, so its default shows"), overlong(report, top), terminal),
    idle(report, named("Groups without traffic")),
    `${formatCount(phrases.reached)} of ${formatNumberOf(phrases.total, "phrase")} were reached by a term.`,
    skipped.rows === 0 ? "" : skippedLine(skipped),
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

function outcomes(report: CoverageReport, terminal: Terminal): string {
  const table: Table = {
    header: ["", "TERMS", "CLICKS", "", "COST", "", ""],
    rows: OUTCOMES.map((outcome) => {
      const share = report.outcomes[outcome];
      return [
        OUTCOME_WORDS[outcome].name,
        ...figuresOf(share),
        bar(report.total.cost > 0 ? share.costShare : share.clicksShare),
      ];
    }),
  };
  return formatTable(table, {
    columns: terminal.columns,
    right: [1, 2, 3, 4, 5],
    paint: (text, { row, column }) => {
      const outcome = OUTCOMES[row];
      if (!outcome) return paint(terminal, "quiet", text);
      return column === 0 || column === 6 ? paint(terminal, TONES[outcome], text) : text;
    },
  });
}

function figuresOf({
  terms,
  clicks,
  cost,
  clicksShare,
  costShare,
}: CoverageReport["outcomes"][Outcome]) {
  return [
    formatCount(terms),
    formatCount(clicks),
    formatShare(clicksShare),
    formatCost(cost),
    formatShare(costShare),
  ];
}

function groups({ groups }: CoverageReport): Table {
  return {
    header: ["GROUP", "CLICKS", "COST", "PHRASES REACHED"],
    rows: groups
      .slice(0, MAX_GROUPS)
      .map((group) => [
        groupName(group),
        formatCount(group.clicks),
        formatCost(group.cost),
        `${formatCount(group.reached)} of ${formatCount(group.phrases)}`,
      ]),
  };
}

function unmapped({ unmapped }: CoverageReport, top: number): Table {
  return {
    header: ["TERM", "CLICKS", "COST", "MAY BELONG TO"],
    rows: unmapped.top
      .slice(0, top)
      .map((term) => [
        term.term,
        formatCount(term.clicks),
        formatCost(term.cost),
        term.suggestion?.group ?? "–",
      ]),
  };
}

function blocked({ blocked }: CoverageReport, top: number): Table {
  return {
    header: ["TERM", "CLICKS", "COST", "MINUS PHRASE"],
    rows: blocked.top
      .slice(0, top)
      .map((term) => [term.term, formatCount(term.clicks), formatCost(term.cost), term.minus]),
  };
}

function ambiguous({ ambiguous }: CoverageReport, top: number): Table {
  return {
    header: ["TERM", "CLICKS", "COST", "WENT TO", "AS WELL"],
    rows: ambiguous.top
      .slice(0, top)
      .map(({ match, rival, ...term }) => [
        term.term,
        formatCount(term.clicks),
        formatCost(term.cost),
        match.group ?? match.list,
        rival.group ?? rival.list,
      ]),
  };
}

function overlong({ overlong }: CoverageReport, top: number): Table {
  return {
    header: ["SLOT", "CLICKS", "COST", "LENGTH", "TEXT"],
    rows: overlong.top
      .slice(0, top)
      .map((text) => [
        text.slot,
        formatCount(text.clicks),
        formatCost(text.cost),
        `${text.length} of ${text.maxLength}`,
        text.text,
      ]),
  };
}

function section(name: string, table: Table, terminal: Terminal): string {
  if (table.rows.length === 0) return "";
  const text = formatTable(table, {
    columns: terminal.columns,
    right: [1, 2],
    paint: (cell, { row }) => (row === -1 ? paint(terminal, "quiet", cell) : cell),
  });
  return `${name}\n${text}`;
}

function idle({ idleGroups }: CoverageReport, name: string): string {
  if (idleGroups.length === 0) return "";
  const shown = idleGroups.slice(0, MAX_IDLE).map(({ group }) => group);
  const rest = idleGroups.length - shown.length;
  return `${name}\n${shown.join(", ")}${rest > 0 ? `, and ${formatCount(rest)} more` : ""}`;
}

function skippedLine(skipped: CoverageReport["skipped"]): string {
  const { rows } = skipped;
  return `${formatNumberOf(rows, "row")} of the report ${rows === 1 ? "was" : "were"} passed over: ${skippedWords(skipped)}.`;
}

/** A bar of eighths of a character. */
function bar(share: number): string {
  const eighths = Math.round(share * BAR_LENGTH * 8);
  const rest = eighths % 8;
  return "█".repeat(Math.floor(eighths / 8)) + (rest === 0 ? "" : "▏▎▍▌▋▊▉".charAt(rest - 1));
}
