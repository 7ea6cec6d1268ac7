import type { FactScope } from "./condition-facts.ts";
import type { LintInput } from "./input.ts";

/** What the facts of a rule set's conditions are read with. */
export function factScope({ artifact }: LintInput): FactScope {
  const { attributes, segments } = artifact;
  return {
    // The site alone knows what a trait holds, and an attribute may be declared a list.
    isList: ([root = ""]) =>
      root === "traits" || (Object.hasOwn(attributes, root) && attributes[root]?.type === "list"),
    segment: (id) => (Object.hasOwn(segments, id) ? segments[id]?.when : undefined),
  };
}
