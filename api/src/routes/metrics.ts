import type { KeywordDiagnostics } from "../diagnostics/keyword-diagnostics.ts";
import type { Route } from "../http/route.ts";
import { EXPOSITION_TYPE, writeMetrics } from "../metrics/exposition.ts";
import { serviceMetrics } from "../metrics/service-metrics.ts";
import type { CookieEvictions } from "../visitors/cookie-evictions.ts";

/** What the metrics route needs. */
export interface MetricsRoutesOptions {
  readonly diagnosticsOf: (site: string) => Pick<KeywordDiagnostics, "totals">;
  readonly evictions: Pick<CookieEvictions, "totals">;
}

/** `GET /metrics`. */
export function createMetricsRoutes({ diagnosticsOf, evictions }: MetricsRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/metrics",
      operation: {
        id: "metrics",
        tag: "Operations",
        summary: "Counters for Prometheus",
        description:
          "The rule set in service, and since the process began by campaign: ad clicks, clicks with a phrase that no list knows, clicks with a macro that was not filled in, and what did not fit into visitors' cookies. The first 100 campaigns have values of their own, all others together are `other`.",
        responses: {
          200: { description: "Prometheus' text format.", contentType: "text/plain" },
        },
      },
      access: "secret",
      handler(c, { site: { id, rulesets } }) {
        const metrics = serviceMetrics({
          clicks: diagnosticsOf(id).totals(),
          evictions: evictions.totals(id),
          rulesets,
        });
        return c.body(writeMetrics(metrics), 200, { "Content-Type": EXPOSITION_TYPE });
      },
    },
  ];
}
