import { compileRules } from "@facet/compiler";
import type { RulesetArtifact } from "@facet/engine";
import type { FeatureDefinition } from "@growthbook/growthbook";
import { createRandom } from "./random.ts";

/** One visitor of the workload, in the flat form that both engines can be given. */
export interface Visitor {
  readonly country: string;
  readonly device: string;
  readonly campaign: string;
  readonly visits: number;
  readonly score: number;
}

interface TargetRule extends Visitor {
  readonly id: string;
}

const COUNTRIES = ["RU", "KZ", "BY", "US", "DE", "FR", "ES", "IT", "PL", "TR"];
const DEVICES = ["mobile", "desktop", "tablet"];
const CONTEXTS = 256;

/**
 * Rules of the form country & device & campaign & visits ≥ k & score ≥ s, four a campaign, first
 * match wins; half of the visitors match a random rule, half come from campaigns no rule knows.
 */
export function createWorkload(count: number): {
  readonly rules: readonly TargetRule[];
  readonly visitors: readonly Visitor[];
} {
  const random = createRandom(count);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const rules = Array.from({ length: count }, (_, index) => ({
    id: `rule-${index}`,
    country: pick(COUNTRIES),
    device: pick(DEVICES),
    campaign: `campaign-${index >> 2}`,
    visits: 1 + Math.floor(random() * 5),
    score: Math.floor(random() * 50),
  }));
  const visitors = Array.from({ length: CONTEXTS }, (_, index) => {
    const rule = pick(rules);
    return {
      ...rule,
      campaign: index % 2 === 0 ? rule.campaign : `unknown-${index}`,
      visits: rule.visits + 1,
      score: rule.score + 1,
    };
  });
  return { rules, visitors };
}

/** The workload as a Facet rule set, through the compiler as an author would use it. */
export function toArtifact(rules: readonly TargetRule[]): RulesetArtifact {
  const site = [
    "version: 1",
    "site: bench",
    "locales: [en]",
    "timeZone: UTC",
    "consent: { default: granted }",
    "slots:",
    "  headline: { type: text, default: Default }",
    "pages:",
    "  landing: { path: /, slots: [headline] }",
  ].join("\n");
  const content = rules.map((rule, index) =>
    [
      `rule: ${rule.id}`,
      `priority: ${rules.length - index}`,
      "page: landing",
      "variants:",
      "  - id: match",
      "    when:",
      `      geo.country: ${rule.country}`,
      `      device.type: ${rule.device}`,
      `      utm.campaign: ${rule.campaign}`,
      `      visits: ${rule.visits}..`,
      `      score: ${rule.score}..`,
      `    content: { headline: "Content of ${rule.id}" }`,
    ].join("\n"),
  );
  const { artifact, problems } = compileRules(
    new Map([
      ["site.yaml", site],
      ["content/rules.yaml", content.join("\n---\n")],
    ]),
  );
  if (!artifact) throw new Error(`The workload does not compile: ${JSON.stringify(problems[0])}`);
  return artifact;
}

/** The workload as one GrowthBook feature with a force rule for each rule. */
export function toGrowthBookFeatures(
  rules: readonly TargetRule[],
): Record<string, FeatureDefinition> {
  return {
    headline: {
      defaultValue: "Default",
      rules: rules.map((rule) => ({
        condition: {
          country: rule.country,
          device: rule.device,
          campaign: rule.campaign,
          visits: { $gte: rule.visits },
          score: { $gte: rule.score },
        },
        force: `Content of ${rule.id}`,
      })),
    },
  };
}
