import { evaluate } from "../condition/index.ts";
import type { Scope, Truth } from "../condition/index.ts";
import type { RulesetArtifact } from "../ruleset.ts";

/**
 * A scope whose segments are computed when first asked for, once each.
 *
 * @param base Everything but the segments.
 */
export function withSegments(
  segments: RulesetArtifact["segments"],
  base: Omit<Scope, "segment">,
): Scope {
  const known = new Map<string, Truth>();
  const scope: Scope = {
    ...base,
    segment(id) {
      const before = known.get(id);
      if (before !== undefined) return before;
      const when = Object.hasOwn(segments, id) ? segments[id]?.when : undefined;
      // The compiler refuses circles; should one come in all the same, it must end.
      known.set(id, "unknown");
      const value = when ? evaluate(when, scope) : "unknown";
      known.set(id, value);
      return value;
    },
  };
  return scope;
}
