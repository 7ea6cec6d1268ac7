import { toShareable } from "./shareable.ts";
import { slot } from "./slot.ts";
import { stateTag } from "./state.ts";
import type {
  CacheScope,
  FacetDecision,
  FacetResult,
  ShareableDecision,
  SlotContent,
  SlotId,
} from "./types.ts";

/** What a page is made from. */
export interface PageFacet {
  /** Of a page for many only what all visitors of its code share: nothing of one can get into it. */
  readonly decision: ShareableDecision | FacetDecision;
  readonly scope: CacheScope;
  /** Together with the path what a page cache is keyed by; absent: the page may not be stored. */
  readonly code?: string;
  /** Content of a slot: null where it is hidden, undefined where there is no decision of it. */
  slot<Id extends SlotId>(id: Id): SlotContent<Id> | null | undefined;
  /** The same with what to show where there is no decision. */
  slot<Id extends SlotId>(id: Id, fallback: SlotContent<Id>): SlotContent<Id> | null;
  /** The state element for the page runtime, as HTML. */
  stateTag(): string;
}

/** Wraps what was decided for the templates of a page. */
export function toPageFacet({ decision, scope, code }: FacetResult): PageFacet {
  const shown = scope === "private" ? decision : toShareable(decision);
  function slotOf<Id extends SlotId>(id: Id): SlotContent<Id> | null | undefined;
  function slotOf<Id extends SlotId>(id: Id, fallback: SlotContent<Id>): SlotContent<Id> | null;
  function slotOf<Id extends SlotId>(id: Id, fallback?: SlotContent<Id>) {
    return fallback === undefined ? slot(shown, id) : slot(shown, id, fallback);
  }
  return {
    decision: shown,
    scope,
    ...(code === undefined ? {} : { code }),
    slot: slotOf,
    stateTag: () => stateTag(shown),
  };
}
