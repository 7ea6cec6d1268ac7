import type { DecisionSource, LocalSource } from "./source.ts";

/**
 * Joins a rule set in this process and a service: the rule set decides what needs no visitor, the
 * service the rest; where that does not answer, the rule set as for a visitor of whom nothing is
 * known, flagged `visitor`.
 */
export function createBothSource(local: LocalSource, service: DecisionSource): DecisionSource {
  return {
    async decide(asked, budgetMs) {
      if (local.isExact(asked)) return local.decide(asked, budgetMs);
      try {
        return await service.decide(asked, budgetMs);
      } catch {
        return local.decide(asked, budgetMs);
      }
    },
    async render(coded, budgetMs) {
      // Pages of other processes may be of rules that this one does not have yet.
      return (await local.render(coded, budgetMs)) ?? service.render(coded, budgetMs);
    },
    async codes(asked, budgetMs) {
      try {
        return await service.codes(asked, budgetMs);
      } catch {
        return local.codes(asked, budgetMs);
      }
    },
  };
}
