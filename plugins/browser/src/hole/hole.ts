import type { DecideResponse, SlotDecision } from "@facet/client";
import type { Target } from "../sender.ts";
import { emptyState, fetchJson } from "../state.ts";
import type { LiveState } from "../state.ts";
import { fillSlot, isIgnored } from "../swap/slot.ts";
import type { FillHtml } from "../swap/slot.ts";
import { toDecideUrl, toTarget } from "./ask.ts";
import type { AskOptions } from "./ask.ts";
import { CLOAK_MS } from "./head.ts";
import { holdSlots } from "./hold.ts";
import { isLeftAlone } from "./late.ts";

/** A page that was filled in the browser. */
export interface FilledPage {
  readonly state: LiveState;
  /** Stops keeping the slots filled; they stay as they are. */
  stop(): void;
}

/** How a page is filled. */
export interface FillOptions extends AskOptions {
  /** Where the visitor comes from; absent: as the browser says. */
  readonly referrer?: string;
}

/**
 * Fills the slots of a page that no server rendered. Without an answer the page stays as it is;
 * what would move under the visitor's eyes because the answer came late stays as well, and is no
 * part of the state, for it was not seen. Then `facet:filled` is told on `document`.
 */
export async function fillPage({ referrer, ...ask }: FillOptions): Promise<FilledPage> {
  const target = toTarget(ask);
  const head = globalThis.facetHead;
  // The head's question is about the page that was loaded; later ones are about another.
  const early = referrer === undefined ? head?.decision : undefined;
  const answer = await (early ?? fetchJson(toDecideUrl(target, referrer)));
  const decision = isDecision(answer) ? answer : undefined;
  const slots = new Map(Object.entries(decision?.slots ?? {}));
  const fillHtml = await loadHtml(slots);
  // A page that one came to inside the site has shown nothing of its slots before.
  let isLate = referrer === undefined && isOver(head?.cloak);
  const skipped = new Set<string>();
  const stop = holdSlots({
    slots,
    fill: (root, slot) => fillSlot(root, slot, fillHtml),
    mayFill(root, id) {
      if (isIgnored(root)) return false;
      if (isLate && isLeftAlone(root)) skipped.add(id);
      return !skipped.has(id);
    },
  });
  // What comes from now on has not been seen without its content.
  isLate = false;
  if (head !== undefined) head.cloak.disabled = true;
  document.dispatchEvent(new Event("facet:filled"));
  if (decision === undefined) return { state: emptyState(target), stop };
  return { state: toState(decision, { target, skipped }), stop };
}

function isOver(cloak: CSSStyleSheet | undefined): boolean {
  return cloak?.disabled ?? performance.now() > CLOAK_MS;
}

// The service's own answers and no other can be asked for, so the slots alone tell one from a problem.
function isDecision(answer: unknown): answer is DecideResponse {
  return typeof answer === "object" && answer !== null && "slots" in answer;
}

async function loadHtml(slots: ReadonlyMap<string, SlotDecision>): Promise<FillHtml | undefined> {
  const hasHtml = [...slots.values()].some(({ type, hidden }) => type === "html" && !hidden);
  if (!hasHtml) return undefined;
  try {
    return (await import("../swap/html.ts")).fillHtml;
  } catch {
    return undefined;
  }
}

function toState(
  decision: DecideResponse,
  { target, skipped }: { readonly target: Target; readonly skipped: ReadonlySet<string> },
): LiveState {
  const seen = Object.entries(decision.slots).filter(([id]) => !skipped.has(id));
  const { cache, ...rest } = decision;
  return {
    ...rest,
    ...target,
    ...(cache?.key === undefined ? {} : { code: cache.key }),
    // Reports say where content came from, and leave the content itself out.
    slots: Object.fromEntries(
      seen.map(([id, { rule, variant, experiment, arm, reason }]) => [
        id,
        { rule, variant, experiment, arm, reason },
      ]),
    ),
  };
}
