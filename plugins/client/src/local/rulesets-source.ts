import { clickEvents } from "@facet/engine";
import type { Ruleset } from "@facet/engine";
import { createPageCodes, describePage, fromCode } from "@facet/engine/codes";
import { parseCode } from "@facet/protocol/code";
import { FacetError } from "../error.ts";
import { toShareable } from "../shareable.ts";
import { toCodedCache } from "../sources/coded-cache.ts";
import type { LocalSource } from "../sources/source.ts";
import { createLocalDecider } from "./decide-local.ts";
import type { ReadingOptions } from "./decide-local.ts";
import { toDecision } from "./to-decision.ts";

/**
 * Makes a source over rule sets in this process.
 *
 * @param recent The rule set to decide with and those before it, newest first; none: not loaded yet.
 */
export function createRulesetsSource(
  recent: () => readonly Ruleset[],
  options: ReadingOptions,
): LocalSource {
  const decideLocal = createLocalDecider(options);
  const counted = createPageCodes();

  function current(): Ruleset {
    const [ruleset] = recent();
    if (ruleset !== undefined) return ruleset;
    throw new FacetError("UNREACHABLE", "is not loaded yet");
  }

  return {
    async decide(asked) {
      const decided = decideLocal(asked, current());
      const { page, cache } = decided.decision;
      if (page !== null && cache?.key !== undefined && asked.peek !== true) {
        counted.record({ site: "", page }, cache.key);
      }
      return decided;
    },
    async render({ page, code: signed }) {
      const { code } = parseCode(signed) ?? {};
      if (code === undefined) return undefined;
      for (const ruleset of recent()) {
        const slots = fromCode(ruleset, { page, code });
        if (slots === undefined) continue;
        const { artifact } = ruleset;
        const clicks = clickEvents(artifact);
        const shown = { rules: artifact.revision, page, slots, cache: toCodedCache(page, signed) };
        return toShareable(toDecision({ ...shown, clicks, degraded: [] }));
      }
      return undefined;
    },
    async codes({ page, top }) {
      const inputs = describePage(current(), page);
      if (inputs === undefined) return [];
      const { revision } = inputs;
      return counted.top({ site: "", page }, { revision, limit: top }).map(({ code }) => code);
    },
  };
}
