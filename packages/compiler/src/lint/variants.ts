import type { Check } from "./input.ts";

/** Warns of variants that no visitor can get: one above them takes everybody. */
export const checkUnreachableVariants: Check = ({ rules }) => {
  for (const { rule, item } of rules) {
    const open = rule.variants.findIndex((variant) => variant.when === undefined);
    if (open < 0) continue;
    rule.variants.slice(open + 1).forEach((variant, offset) => {
      item.report({
        path: ["variants", open + 1 + offset],
        severity: "warning",
        code: "unreachable-variant",
        message: `nobody gets "${variant.id}": "${rule.variants[open]?.id}" above it has no condition and takes everybody`,
        suggestion: `move "${rule.variants[open]?.id}" to the end, or give it a condition`,
      });
    });
  }
};

/** Warns of rules and experiments that have no content at all. */
export const checkEmptyRules: Check = ({ source, rules, experiments }) => {
  for (const { rule, item } of [...rules, ...experiments]) {
    // Content that was left out because it is broken has been reported.
    const written = source.declared.slots.size > 0 && hasContent(item.value);
    if (written || item.incomplete === true || rule.slots.length > 0) continue;
    item.report({
      path: item.namePath,
      severity: "warning",
      code: "no-content",
      message: `"${item.name}" has no content, so it changes nothing`,
      suggestion: "give at least one variant or arm some content",
    });
  }
};

interface WithContent {
  readonly content?: Readonly<Record<string, unknown>>;
}

function hasContent(
  value:
    | { readonly variants: readonly WithContent[] }
    | { readonly arms: Readonly<Record<string, WithContent>> },
): boolean {
  const parts = "variants" in value ? value.variants : Object.values(value.arms);
  return parts.some(({ content }) => Object.keys(content ?? {}).length > 0);
}
