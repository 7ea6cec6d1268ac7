import type { KeywordsReport } from "@facet/protocol";
import type { AdClick } from "./click.ts";
import { countClick, createClickDay } from "./day.ts";
import type { ClickDay } from "./day.ts";
import { toKeywordsReport } from "./report.ts";
import { createClickTotals } from "./totals.ts";
import type { ClickTotals } from "./totals.ts";

/** Which days a report is of, epoch milliseconds. */
export interface ReportPeriod {
  /** Default: as far back as counts are kept. */
  readonly from?: number;
  /** Excluded. Default: now. */
  readonly to?: number;
}

/** Counts what goes wrong between the ads and the keyword lists, in bounded memory. */
export interface KeywordDiagnostics {
  /** @param at Epoch milliseconds. */
  record(click: AdClick, at: number): void;
  /** The days (UTC) that the period touches. */
  report(period: ReportPeriod, now: number): KeywordsReport;
  /** Everything since counting began. */
  totals(): ClickTotals;
}

const DAY_MS = 86_400_000;
/** Days that are kept. */
const MAX_DAYS = 31;

/**
 * Begins to count. Counts live in the process: they begin anew with it.
 *
 * @param startedAt Epoch milliseconds.
 */
export function createKeywordDiagnostics(startedAt: number): KeywordDiagnostics {
  /** By number of the day. */
  const days = new Map<number, ClickDay>();
  const totals = createClickTotals();

  function dayOf(at: number): ClickDay {
    const number = Math.floor(at / DAY_MS);
    const known = days.get(number);
    if (known) return known;
    const day = createClickDay();
    days.set(number, day);
    if (days.size > MAX_DAYS) days.delete(Math.min(...days.keys()));
    return day;
  }

  return {
    record(click, at) {
      countClick(dayOf(at), click);
      totals.count(click);
    },
    report(period, now) {
      const first = Math.floor((period.from ?? startedAt) / DAY_MS);
      const end = Math.ceil((period.to ?? now) / DAY_MS);
      const numbers = [...days.keys()].filter((number) => number >= first && number < end);
      const oldest = Math.min(...numbers, end) * DAY_MS;
      return toKeywordsReport(
        numbers.flatMap((number) => days.get(number) ?? []),
        {
          from: Math.max(startedAt, Math.min(oldest, now)),
          to: Math.max(startedAt, Math.min(end * DAY_MS, now)),
          since: startedAt,
        },
      );
    },
    totals: totals.read,
  };
}
