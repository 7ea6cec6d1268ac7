import type { TargetingRule } from "@facet/engine";
import type { Check, LintedStep } from "./input.ts";
import { stepsOf } from "./input.ts";

/** So many rules that take everybody are looked at, those with the highest priority. */
const MAX_COVERS = 100;

/** Warns of rules that never show: a rule above them takes everybody and fills all their slots. */
export const checkShadows: Check = (input) => {
  const covers = input.rules
    .filter(({ rule }) => takesEverybody(rule))
    .sort((a, b) => b.rule.priority - a.rule.priority)
    .slice(0, MAX_COVERS)
    .map(({ rule }) => ({ rule, slots: sureSlots(rule) }));
  if (covers.length === 0) return;
  for (const step of stepsOf(input)) {
    const { rule } = step;
    if (!rule.enabled || rule.slots.length === 0) continue;
    const cover = covers.find(
      (above) =>
        above.rule.priority > rule.priority &&
        coversPages(above.rule, rule.pages) &&
        rule.slots.every((slot) => above.slots.has(slot)),
    );
    if (cover) reportShadow(step, cover.rule);
  }
};

/** No condition, no schedule, and a variant for whoever is left. */
function takesEverybody(rule: TargetingRule): boolean {
  const open = rule.variants.some((variant) => variant.when === undefined);
  return rule.enabled && !rule.bundle && !rule.when && !rule.schedule && open;
}

/** Slots that every variant fills. */
function sureSlots(rule: TargetingRule): ReadonlySet<string> {
  return new Set(
    rule.slots.filter((slot) =>
      rule.variants.every((variant) => Object.hasOwn(variant.content, slot)),
    ),
  );
}

function coversPages(above: TargetingRule, pages: readonly string[] | undefined): boolean {
  if (above.pages === undefined) return true;
  return pages !== undefined && pages.every((page) => above.pages?.includes(page));
}

function reportShadow({ item }: LintedStep, above: TargetingRule): void {
  item.report({
    path: item.namePath,
    severity: "warning",
    code: "shadowed-rule",
    message: `"${item.name}" never shows: "${above.id}" (priority ${above.priority}) takes everybody and fills all its slots`,
    suggestion: `give "${above.id}" a condition or a lower priority`,
  });
}
