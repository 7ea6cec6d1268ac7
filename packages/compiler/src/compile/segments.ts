import type { RulesetArtifact } from "@facet/engine";
import type { RulesSource } from "../load/located.ts";
import type { CompileScope } from "./scope.ts";
import { byKey } from "./sorted.ts";
import { rootOf, within } from "./spot.ts";

/** Compiles the named conditions, in order of name. */
export function compileSegments(
  source: RulesSource,
  scope: CompileScope,
): RulesetArtifact["segments"] {
  return byKey(
    source.segments.map((item) => {
      const { description } = item.value;
      const when = scope.condition(item.value.when, within(rootOf(item), "when"));
      return [item.name, { when, ...(description === undefined ? {} : { description }) }];
    }),
  );
}
