import type { OutageGuard } from "../outage.ts";
import type { DecisionSource } from "./source.ts";

/** A source whose failures are told to a guard, so that they get their line in the log. */
export function createWatchedSource(source: DecisionSource, guard: OutageGuard): DecisionSource {
  return {
    ...source,
    async decide(asked, budgetMs) {
      try {
        return await source.decide(asked, budgetMs);
      } catch (error) {
        guard.failed(error, { ownFault: true });
        throw error;
      }
    },
  };
}
