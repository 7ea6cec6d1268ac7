import type { ClickTotals } from "../diagnostics/totals.ts";
import type { RulesetSource } from "../rulesets/source.ts";
import type { Metric } from "./exposition.ts";

/** What the metrics are read from. */
export interface MetricSources {
  readonly clicks: ClickTotals;
  /** What did not fit into visitors' cookies, by part. */
  readonly evictions: ReadonlyMap<string, number>;
  readonly rulesets: RulesetSource;
}

/** All metrics of the service, as they are now. */
export function serviceMetrics({ clicks, evictions, rulesets }: MetricSources): Metric[] {
  const byCampaign = (count: "clicks" | "unknown" | "blocked" | "brokenMacro") =>
    clicks.campaigns.map(({ source, campaign, ...counts }) => ({
      labels: { source, campaign },
      value: counts[count],
    }));
  const revision = rulesets.current()?.artifact.revision;
  return [
    {
      name: "facet_rules_info",
      help: "The rule set in service.",
      type: "gauge",
      samples: revision === undefined ? [] : [{ labels: { revision }, value: 1 }],
    },
    {
      name: "facet_rules_held_back",
      help: "1 where the last edit of the rules is broken and is not served.",
      type: "gauge",
      samples: [{ value: Number(["held-back", "failed"].includes(rulesets.reload().state)) }],
    },
    {
      name: "facet_ad_clicks_total",
      help: "Page views that came from an ad.",
      type: "counter",
      samples: byCampaign("clicks"),
    },
    {
      name: "facet_unknown_phrase_clicks_total",
      help: "Ad clicks with a phrase that no keyword list knows.",
      type: "counter",
      samples: byCampaign("unknown"),
    },
    {
      name: "facet_blocked_phrase_clicks_total",
      help: "Ad clicks with a phrase that a minus phrase keeps away.",
      type: "counter",
      samples: byCampaign("blocked"),
    },
    {
      name: "facet_broken_macro_clicks_total",
      help: "Ad clicks with a macro that the ad system did not fill in.",
      type: "counter",
      samples: byCampaign("brokenMacro"),
    },
    {
      name: "facet_matched_clicks_total",
      help: "Ad clicks whose phrase a keyword list knows, by how it was found.",
      type: "counter",
      samples: [...clicks.rungs].map(([rung, value]) => ({ labels: { rung }, value })),
    },
    {
      name: "facet_cookie_evictions_total",
      help: "What was left out of visitors' cookies because they were full, by part.",
      type: "counter",
      samples: [...evictions].map(([part, value]) => ({ labels: { part }, value })),
    },
  ];
}
