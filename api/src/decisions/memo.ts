import type { Ruleset } from "@facet/engine";
import { createMemo, type Memo, type PageAnswer } from "@facet/engine/codes";
import { LRUCache } from "lru-cache";

/** Answers kept per rule set: with their JSON some 10 KB each. */
const MAX_ANSWERS = 5_000;

/**
 * Remembers what was decided, for requests that the rules cannot tell apart. A new rule set begins
 * with nothing, and what an old one had goes with it.
 *
 * @returns the memory of a rule set, for `decide`.
 */
export function createMemos(max: number = MAX_ANSWERS): (ruleset: Ruleset) => Memo {
  const memos = new WeakMap<Ruleset, Memo>();
  return (ruleset) => {
    const known = memos.get(ruleset);
    if (known) return known;
    const made = createMemo(new LRUCache<string, PageAnswer>({ max }));
    memos.set(ruleset, made);
    return made;
  };
}
