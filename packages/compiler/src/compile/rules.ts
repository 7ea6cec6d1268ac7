import type { TargetingRule, Variant } from "@facet/engine";
import type { Named } from "../load/located.ts";
import type { RuleSource } from "../schema/index.ts";
import { compileAudience } from "./audience.ts";
import { compileContents } from "./contents.ts";
import type { CompileScope } from "./scope.ts";
import { rootOf, within } from "./spot.ts";

/** Compiles a rule: its variants in the order they are tried. */
export function compileRule(item: Named<RuleSource>, scope: CompileScope): TargetingRule {
  const root = rootOf(item);
  const variants = item.value.variants.map((source, index): Variant => {
    const spot = within(root, "variants", index);
    return {
      id: source.id,
      ...(source.when === undefined
        ? {}
        : { when: scope.condition(source.when, within(spot, "when")) }),
      content: compileContents(source.content, scope, (key) => within(spot, "content", key)),
    };
  });
  return {
    kind: "rule",
    id: item.name,
    ...compileAudience(item, scope),
    slots: [...new Set(variants.flatMap((variant) => Object.keys(variant.content)))].sort(),
    bundle: item.value.bundle ?? false,
    variants,
  };
}
