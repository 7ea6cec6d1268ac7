import type { PageAnswer } from "../decide/page-answer.ts";
import type { Setting } from "../decide/setting.ts";
import { freshSeconds } from "./describe-cache.ts";
import { layoutOf, type PageLayout } from "./layout.ts";
import { project } from "./projection.ts";

/** Where answers are kept, e.g. an LRU cache. Those of one rule set and no other. */
export interface AnswerStore {
  get(key: string): PageAnswer | undefined;
  set(key: string, answer: PageAnswer): unknown;
}

/** Answers a page from what was kept, or with what it makes and keeps. */
export type Memo = (setting: Setting, make: () => PageAnswer) => PageAnswer;

/**
 * Makes the memory that `decide` takes as `memo`. Requests that differ in nothing that the rules of
 * their page test share one entry, and get the very same `slots` object.
 */
export function createMemo(store: AnswerStore): Memo {
  return (setting, make) => {
    const { ruleset, context, keyword } = setting;
    const layout = context.page === null ? undefined : layoutOf(ruleset, context.page);
    // A preview's phrase and a narrowed answer are nobody else's.
    if (!layout || context.slots || keyword.isGiven) return make();
    const key = `${layout.plan.page}|${project(setting, layout)}`;
    const kept = store.get(key);
    if (kept) return renewed(kept, setting, layout);
    const made = make();
    if (Object.values(made.slots).every(({ reason }) => reason !== "ERROR")) store.set(key, made);
    return made;
  };
}

/** A kept answer is as fresh as one that is made now. */
function renewed(kept: PageAnswer, setting: Setting, layout: PageLayout): PageAnswer {
  const { cache } = kept;
  if (cache?.key === undefined) return kept;
  if (layout.schedules.length === 0 && layout.reads.times.length === 0) return kept;
  return { ...kept, cache: { ...cache, maxAge: freshSeconds(setting, layout) } };
}
