import type { SlotDecision } from "@facet/client";

const MAX_REVERTS = 3;
const WATCHED = ["href", "src", "srcset", "hidden", "alt"];

/** What is to be held, and how. */
export interface HoldOptions {
  readonly slots: ReadonlyMap<string, SlotDecision>;
  /** Fills a slot's root; must change nothing where it is filled already. */
  readonly fill: (root: Element, slot: SlotDecision) => void;
  /** Whether a root is to be filled at all; asked once about each. */
  readonly mayFill: (root: Element, slot: string) => boolean;
}

/**
 * Fills all slots of the page, those that come later as they come, and those again that the page's
 * own code puts back to what they were. A slot that is put back a fourth time is left alone: two
 * programs that fight over it would flicker for ever. Returns how to stop.
 */
export function holdSlots({ slots, fill, mayFill }: HoldOptions): () => void {
  const latest = new Map<string, Element>();
  const verdicts = new WeakMap<Element, boolean>();
  const reverts = new Map<string, number>();

  const observer = new MutationObserver((records) => {
    for (const root of touchedRoots(records)) apply(root);
  });

  function apply(root: Element): void {
    const id = root.getAttribute("data-facet") ?? "";
    const slot = slots.get(id);
    const count = reverts.get(id) ?? 0;
    if (slot === undefined || count >= MAX_REVERTS) return;
    const isNew = !verdicts.has(root);
    const may = verdicts.get(root) ?? mayFill(root, id);
    verdicts.set(root, may);
    if (!may) return;
    // A second element of the same slot is no revert, unless it took the place of the first.
    const isRevert = !isNew || latest.get(id)?.isConnected === false;
    latest.set(id, root);
    fill(root, slot);
    const isChanged = observer.takeRecords().length > 0;
    if (isChanged && isRevert) reverts.set(id, count + 1);
  }

  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: WATCHED,
  });
  for (const root of document.querySelectorAll("[data-facet]")) apply(root);
  return () => observer.disconnect();
}

function touchedRoots(records: readonly MutationRecord[]): ReadonlySet<Element> {
  const roots = new Set<Element>();
  for (const { target, addedNodes } of records) {
    const element = target instanceof Element ? target : target.parentElement;
    const around = element?.closest("[data-facet]");
    if (around) roots.add(around);
    for (const node of addedNodes) {
      if (!(node instanceof Element)) continue;
      if (node.matches("[data-facet]")) roots.add(node);
      for (const root of node.querySelectorAll("[data-facet]")) roots.add(root);
    }
  }
  return roots;
}
