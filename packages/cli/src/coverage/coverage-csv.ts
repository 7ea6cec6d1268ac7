import type { CoverageReport, ListedPhrase, TermAmount } from "@facet/compiler";
import { OUTCOMES } from "@facet/compiler";
import { type CsvCell, toCsv } from "@facet/protocol";
import { tieBreakWords } from "./figures.ts";

const HEADER = [
  "finding",
  "term",
  "clicks",
  "cost",
  "clicks_share",
  "cost_share",
  "list",
  "group",
  "phrase",
  "detail",
] as const;

type Row = Partial<Record<(typeof HEADER)[number], CsvCell>>;

/** Writes a coverage as one table: a row for each outcome, and for each thing that was found. */
export function toCoverageCsv(report: CoverageReport): string {
  const rows: Row[] = [
    ...OUTCOMES.map((outcome) => {
      const { clicks, cost, clicksShare, costShare } = report.outcomes[outcome];
      return { finding: outcome, clicks, cost, clicks_share: clicksShare, cost_share: costShare };
    }),
    ...report.unmapped.top.map((term) => ({
      ...figures("unmapped term", term),
      ...(term.suggestion
        ? {
            list: term.suggestion.list,
            group: term.suggestion.group,
            detail: `suggested: shares ${term.suggestion.words.join(", ")}`,
          }
        : {}),
    })),
    ...report.blocked.top.map((term) => ({
      ...figures("blocked term", term),
      ...listed(term.phrase),
      detail: term.minus,
    })),
    ...report.ambiguous.top.map((term) => ({
      ...figures("ambiguous term", term),
      ...listed(term.match),
      detail: `or ${term.rival.phrase} of ${term.rival.group ?? term.rival.list}; decided by ${tieBreakWords(term.decidedBy)}`,
    })),
    ...report.overlong.top.map((text) => ({
      finding: "overlong text",
      clicks: text.clicks,
      cost: text.cost,
      ...listed(text.match),
      detail: `${text.slot}: ${text.length} of ${text.maxLength} characters: ${text.text}`,
    })),
    ...report.groups.map(({ list, group, clicks, cost, phrases, reached }) => ({
      finding: "group",
      clicks,
      cost,
      list,
      group,
      detail: `${reached} of ${phrases} phrases reached`,
    })),
    ...report.idleGroups.map(({ list, group }) => ({ finding: "idle group", list, group })),
    ...report.phrases.unreached.map((phrase) => ({
      finding: "unreached phrase",
      ...listed(phrase),
    })),
  ];
  return toCsv([HEADER, ...rows.map((row) => HEADER.map((name) => row[name]))]);
}

function figures(finding: string, { term, clicks, cost }: TermAmount): Row {
  return { finding, term, clicks, cost };
}

function listed(phrase: ListedPhrase | undefined): Row {
  return phrase ? { list: phrase.list, group: phrase.group, phrase: phrase.phrase } : {};
}
