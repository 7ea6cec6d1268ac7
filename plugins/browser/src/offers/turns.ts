import type { PageState } from "@facet/client";
import { isCovered, isTyping } from "./focus.ts";
import { memory } from "./memory.ts";

/** Says when an offer may come up by itself. */
export interface Turns {
  /** Whether one may now: budget and quiet time allow it, and it would interrupt nothing. */
  isFree(): boolean;
  /** One has come up; until `end` no other does. */
  begin(): void;
  /** It has gone: the quiet time begins. */
  end(): void;
}

/** Keeps the budget of one page view over all its offers. */
export function createTurns(limits: PageState["offerLimits"]): Turns {
  const { page = Infinity, visit = Infinity, gapMs = 0, waitMs = 0 } = limits;
  let left = Math.min(page, visit);
  let isTaken = false;
  memory.quietUntilMs = Math.max(memory.quietUntilMs, Date.now() + waitMs);
  return {
    isFree() {
      if (isTaken || left <= 0 || Date.now() < memory.quietUntilMs) return false;
      return document.visibilityState === "visible" && !isTyping() && !isCovered();
    },
    begin() {
      isTaken = true;
      left--;
    },
    end() {
      isTaken = false;
      memory.quietUntilMs = Date.now() + gapMs;
    },
  };
}
