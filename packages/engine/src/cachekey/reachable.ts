import type { PagePlan, Step } from "../load/plan.ts";
import type { PageLayout, SlotLayout } from "./layout.ts";

/**
 * How many outcomes of a slot people can get: those of rules that are off, can never match, or stand
 * below one that always fills the slot are not among them, nor is what bots get.
 *
 * @param position Place of the slot among those of its page.
 */
export function reachableOutcomes({ plan, slots }: PageLayout, position: number): number {
  const slot = slots[position];
  if (!slot) return 1;
  let count = widthOf(slot, ({ kind }) => kind === "holdout");
  let passes = 1;
  for (const step of plan.steps) {
    if (!step.slots.includes(position) || !canMatch(step)) continue;
    count += widthOf(slot, isOf(step)) * passes;
    if (alwaysFills(step, position)) return count;
    passes += slot.passes.filter((pass) => pass?.experiment === step.rule.id).length;
  }
  return count + widthOf(slot, ({ kind }) => kind === "default") * passes;
}

/** How many answers people can get of a page. */
export function cardinalityOf(layout: PageLayout): number {
  const product = layout.slots.reduce(
    (count, _, position) => count * reachableOutcomes(layout, position),
    1,
  );
  return Math.min(product, Number.MAX_SAFE_INTEGER);
}

type Source = SlotLayout["sources"][number];

/** Outcomes of the sources that are meant, when no experiment above leaves the slot to them. */
function widthOf({ sources, starts, passes }: SlotLayout, isMeant: (source: Source) => boolean) {
  let width = 0;
  for (const [i, source] of sources.entries()) {
    if (isMeant(source)) width += (starts[i + 1] ?? 0) - (starts[i] ?? 0);
  }
  return width / passes.length;
}

function isOf(step: Step): (source: Source) => boolean {
  const { id } = step.rule;
  if (step.kind !== "experiment") return ({ kind, rule }) => rule === id && kind !== "arm";
  const { winner } = step.rule;
  return ({ kind, rule, variant }) =>
    kind === "arm" && rule === id && (winner === undefined || variant === winner);
}

function canMatch({ rule: { enabled, when } }: PagePlan["steps"][number]): boolean {
  return enabled && !(when?.op === "constant" && !when.value);
}

/** No condition, no schedule, and content for the slot whichever variant is chosen. */
function alwaysFills(step: Step, position: number): boolean {
  if (step.kind !== "rule" || step.rule.bundle || step.rule.when || step.rule.schedule)
    return false;
  const last = step.variants.findIndex(({ when }) => when === undefined);
  return (
    last >= 0 &&
    step.variants
      .slice(0, last + 1)
      .every(({ contents }) => contents.some((each) => each.position === position))
  );
}
