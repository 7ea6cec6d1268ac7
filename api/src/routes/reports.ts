import { type CsvCell, type KeywordsReport, keywordsReportSchema } from "@facet/protocol";
import * as z from "zod";
import type { KeywordDiagnostics, ReportPeriod } from "../diagnostics/keyword-diagnostics.ts";
import { answerCsv, wantsCsv } from "../http/csv.ts";
import { parseWith, toQueryPath } from "../http/parse.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Parameter, Route } from "../http/route.ts";

/** What the report routes need. */
export interface ReportRoutesOptions {
  readonly diagnosticsOf: (site: string) => Pick<KeywordDiagnostics, "report">;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const DAY_MS = 86_400_000;
const dateSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: "expected a day such as 2026-12-01, or an instant such as 2026-12-01T09:00:00Z",
});
const periodSchema = z.strictObject({
  from: dateSchema.optional(),
  to: dateSchema.optional(),
  key: z.string().optional(),
  site: z.string().optional(),
});

const PARAMETERS: readonly Parameter[] = [
  {
    name: "from",
    in: "query",
    description:
      "First day (UTC), as a date or an instant. Default: as far back as is kept, 31 days.",
    schema: dateSchema,
  },
  { name: "to", in: "query", description: "Last day. Default: today.", schema: dateSchema },
];

/** `GET /v1/reports/keywords`. */
export function createReportRoutes({ diagnosticsOf, now }: ReportRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/v1/reports/keywords",
      operation: {
        id: "keywordsReport",
        tag: "Reports",
        summary:
          "See which ad clicks the keyword lists do not know, and which ads are set up wrongly",
        description:
          "By campaign: clicks with a phrase that no list knows, and clicks with a macro such as `{keyword}` that the ad system did not fill in. Counted in the process, by the day, 31 days back; of more campaigns and phrases than there is room for, those with most clicks are kept. Phrases that look like an address or a telephone number are not kept.",
        parameters: PARAMETERS,
        responses: {
          200: { description: "The report.", schema: keywordsReportSchema, csv: true },
        },
      },
      access: "secret",
      handler(c, { site }) {
        const period = parsePeriod(new URL(c.req.url).searchParams);
        const report = diagnosticsOf(site.id).report(period, now());
        return wantsCsv(c)
          ? answerCsv(c, toRows(report), "keywords.csv")
          : c.json<KeywordsReport>(report);
      },
    },
  ];
}

function parsePeriod(query: URLSearchParams): ReportPeriod {
  const given = Object.fromEntries(query);
  const { from, to } = parseWith(periodSchema, given, toQueryPath);
  const period = {
    ...(from === undefined ? {} : { from: Date.parse(from) }),
    // A date is the whole day, an instant is not.
    ...(to === undefined ? {} : { to: Date.parse(to) + (to.includes("T") ? 0 : DAY_MS) }),
  };
  if (period.from !== undefined && period.to !== undefined && period.from >= period.to) {
    const mistake = { path: "?from", message: "must be before `to`" };
    throw new ApiProblem({
      code: "invalid-request",
      detail: `${mistake.path}: ${mistake.message}`,
      errors: [mistake],
    });
  }
  return period;
}

function toRows({ campaigns, brokenMacros, unknownPhrases }: KeywordsReport): CsvCell[][] {
  return [
    ["kind", "source", "campaign", "parameter", "phrase", "clicks", "overcount"],
    ...campaigns.map(({ source, campaign, clicks, overcount }) => [
      "campaign",
      source,
      campaign,
      undefined,
      undefined,
      clicks,
      overcount,
    ]),
    ...brokenMacros.map(({ source, campaign, parameter, clicks, overcount }) => [
      "broken-macro",
      source,
      campaign,
      parameter,
      undefined,
      clicks,
      overcount,
    ]),
    ...unknownPhrases.map(({ source, campaign, phrase, clicks, overcount }) => [
      "unknown-phrase",
      source,
      campaign,
      undefined,
      phrase,
      clicks,
      overcount,
    ]),
  ];
}
