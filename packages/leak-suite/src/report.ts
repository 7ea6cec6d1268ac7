import type { Leak } from "./leak.ts";

/** What the suite found. */
export interface LeakReport {
  readonly requests: number;
  readonly visitors: number;
  /** Views of a page for many that had been rendered before. */
  readonly repeats: number;
  /** Repeats that were answered with a rendering known by then. */
  readonly hits: number;
  /** Of pages for many. */
  readonly renders: number;
  /** Hits among repeats, 0 to 1. */
  readonly hitRatio: number;
  /** Empty: nobody got what is another's. */
  readonly leaks: readonly Leak[];
}

const SHOWN_PER_KIND = 3;

/** A report in words, the first few leaks of each kind with their requests. */
export function describeReport(report: LeakReport): string {
  const { requests, visitors, repeats, hits, renders, hitRatio, leaks } = report;
  const figures = `${requests} requests of ${visitors} visitors, ${renders} renderings, ${hits} of ${repeats} repeats from the cache (${(hitRatio * 100).toFixed(1)} %), ${leaks.length} leaks`;
  const groups = Map.groupBy(leaks, ({ kind }) => kind);
  return [figures, ...[...groups.values()].flatMap(describeKind)].join("\n");
}

function describeKind(leaks: readonly Leak[]): readonly string[] {
  const shown = leaks
    .slice(0, SHOWN_PER_KIND)
    .map(({ where, expected, got }) => `  ${where}\n    expected ${expected}\n    got      ${got}`);
  return [`${leaks[0]?.kind ?? "none"}: ${leaks.length}`, ...shown];
}
