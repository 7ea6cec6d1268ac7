import type { Decision, Ruleset } from "@facet/engine";
import type { ViewEntry } from "../visitors/cookie-first.ts";
import type { ViewFact } from "../visitors/facts.ts";
import { foldEntries } from "../visitors/fold.ts";
import { type Identities, statePlace } from "../visitors/identities.ts";
import { type PhraseFacts, phraseToRemember, recallPhrase } from "../visitors/phrase.ts";
import type { VisitorState } from "../visitors/visitor.ts";
import type { Visitors } from "../visitors/visitors.ts";
import type { DecidedVisitor } from "./visitor.ts";

/** Keeps page views that were decided. */
export interface ViewKeeper {
  /**
   * Keeps a page view behind the answer, or in the visitor's cookie, or in both.
   *
   * @returns Set-Cookie values for the answer.
   */
  keep(visitor: DecidedVisitor, view: ViewEntry, context: KeepContext): Promise<string[]>;
}

/** What keeping a page view goes by. */
export interface KeepContext {
  readonly ruleset: Ruleset;
  /** Epoch milliseconds of the server's clock. */
  readonly now: number;
  /** URL of the page that a cookie is set on. */
  readonly pageUrl: string | undefined;
}

/** Makes the keeper. */
export function createViewKeeper({
  visitors,
  identities,
}: {
  readonly visitors: Pick<Visitors, "appendLater">;
  readonly identities: Pick<Identities, "cookiesFor">;
}): ViewKeeper {
  return {
    async keep({ identity, state, before, first, degraded }, view, context) {
      if (identity === undefined) return [];
      const { ruleset } = context;
      const after = state && saysNothingNew(view, state) ? { after: state } : {};
      const entry: ViewEntry = { ...view, visitorId: identity.id };
      const isInStore = statePlace(ruleset) !== "cookie";
      if (identity.isNew) {
        // Of several first requests of one browser only the one whose cookie stays makes a visitor.
        const waits = isInStore ? { first: entry } : {};
        return identities.cookiesFor(identity, {
          ...context,
          entries: [entry],
          ...after,
          ...waits,
        });
      }
      const entries = first === undefined ? [entry] : [first, entry];
      if (isInStore) visitors.appendLater({ entries, fold: foldEntries(ruleset) });
      // Whom the caller names, without a cookie, gets one with the first page of each visit.
      const isDue = identity.sealed !== undefined || (state?.pageviews ?? 1) === 1;
      if (!isDue && isInStore) return [];
      return identities.cookiesFor(identity, {
        ...context,
        entries: [entry],
        before,
        ...after,
        first: degraded ? identity.sealed?.first : undefined,
      });
    },
  };
}

/** Whether a state with the bare page view in is what the decided one makes of it, too. */
function saysNothingNew({ fact }: ViewEntry, state: VisitorState): boolean {
  const { assignments } = state.history;
  const arms = Object.keys(fact.assignments ?? {});
  return arms.every((id) => Object.hasOwn(assignments, id)) && isRemembered(fact, state);
}

function isRemembered({ at, phrase }: ViewFact, state: VisitorState): boolean {
  if (phrase === undefined) return true;
  if (phrase === null) return state.phrase === undefined;
  const known = recallPhrase(state, at);
  return (
    phrase.until === undefined &&
    state.phrase?.until === undefined &&
    known?.phrase === phrase.phrase &&
    known.list === phrase.list &&
    known.match === phrase.match &&
    known.rung === phrase.rung
  );
}

/** A page view with what its decision adds: the phrase to remember, and the arms. */
export function withDecision(
  view: ViewEntry,
  { assignments }: Pick<Decision, "assignments">,
  { ruleset, ...facts }: PhraseFacts & { readonly ruleset: Ruleset },
): ViewEntry {
  const phrase = phraseToRemember(facts, ruleset);
  const fact: ViewFact = {
    ...view.fact,
    ...(phrase === undefined ? {} : { phrase }),
    ...(Object.keys(assignments).length === 0 ? {} : { assignments }),
  };
  return { ...view, fact };
}
