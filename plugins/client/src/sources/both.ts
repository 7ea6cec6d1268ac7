import type { DecisionSource, LocalSource } from "./source.ts";

/**
 * Joins a rule set in this process and a service: pages that visitors share are decided here, the
 * rest by the service, and where that does not answer, here as for a visitor of whom nothing is known
 * (flagged `visitor`).
 */
export function createBothSource(local: LocalSource, service: DecisionSource): DecisionSource {
  return {
    async decide(asked, budgetMs) {
      const own = await local.decide(asked).catch(() => undefined);
      if (own?.isShareable) return own;
      if (own === undefined) return service.decide(asked, budgetMs);
      return service.decide(asked, budgetMs).catch(() => own);
    },
    async render(coded, budgetMs) {
      // Pages of other processes may be of rules that this one does not have yet.
      return (await local.render(coded, budgetMs)) ?? service.render(coded, budgetMs);
    },
    codes: (asked, budgetMs) =>
      service.codes(asked, budgetMs).catch(() => local.codes(asked, budgetMs)),
  };
}
