import type { KeywordDiagnostics } from "../diagnostics/keyword-diagnostics.ts";
import type { Route } from "../http/route.ts";
import { EXPOSITION_TYPE, writeMetrics } from "../metrics/exposition.ts";
import { serviceMetrics } from "../metrics/service-metrics.ts";
import type { RulesetSource } from "../rulesets/source.ts";

/** What the metrics route needs. */
export interface MetricsRoutesOptions {
  readonly diagnostics: Pick<KeywordDiagnostics, "totals">;
  readonly rulesets: RulesetSource;
}

/** `GET /metrics`. */
export function createMetricsRoutes({ diagnostics, rulesets }: MetricsRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/metrics",
      operation: {
        id: "metrics",
        tag: "Operations",
        summary: "Counters for Prometheus",
        description:
          "The rule set in service, and since the process began by campaign: ad clicks, clicks with a phrase that no list knows, clicks with a macro that was not filled in. The first 100 campaigns have values of their own, all others together are `other`.",
        responses: {
          200: { description: "Prometheus' text format.", contentType: "text/plain" },
        },
      },
      handler: (c) =>
        c.body(writeMetrics(serviceMetrics({ clicks: diagnostics.totals(), rulesets })), 200, {
          "Content-Type": EXPOSITION_TYPE,
        }),
    },
  ];
}
