import type { ArmName, Fill } from "../cascade/state.ts";
import type { PagePlan, PlanSlot, Step } from "../load/plan.ts";
import type { Content, KeywordList, Localised, RulesetArtifact } from "../ruleset.ts";
import { both, insertedBy, type Inserted } from "./inserted.ts";

/** One way in which a slot gets its content. */
export interface Source {
  readonly kind: "default" | "rule" | "arm" | "rows" | "bot" | "holdout";
  /** Id of the rule, experiment or keyword list. */
  readonly rule?: string;
  /** Id of the variant, arm or keyword group. */
  readonly variant?: string;
  readonly content?: Localised<Content>;
  /** Of a keyword list: positions of the phrases with content for the slot, ascending. */
  readonly rows?: Int32Array;
  readonly inserted: Inserted;
}

/** Everything that one slot of a page may show. */
export interface SlotSources {
  readonly sources: readonly Source[];
  /** The arms that leave the slot to what is below them; behind "none". */
  readonly passes: readonly (ArmName | undefined)[];
  /** Whether any content differs by language. */
  readonly isLocalised: boolean;
}

/** Lists what one slot of a page may show, in an order that only its rules determine. */
export function sourcesOf(
  plan: PagePlan,
  position: number,
  { artifact, slot }: { readonly artifact: RulesetArtifact; readonly slot: PlanSlot },
): SlotSources {
  let isLocalised = false;
  const inserts = (content: Localised<Content>): Inserted => {
    isLocalised ||= Object.keys(content).length > 1;
    return insertedBy(content, slot.slot);
  };
  const standard = inserts(slot.slot.default);
  const sources: Source[] = [{ kind: "default", inserted: standard }];
  const passes: (ArmName | undefined)[] = [undefined];
  const lists = new Map(artifact.keywordLists.map((list) => [list.id, list]));
  const able = plan.steps.filter((step) => step.slots.includes(position));
  for (const step of able) {
    sources.push(...sourcesOfStep(step, position, { id: slot.id, lists, inserts }));
    passes.push(...passesOf(step, position));
  }
  if (slot.unfilled !== "DEFAULT") sources.push({ kind: "bot", inserted: standard });
  if (artifact.site.holdout > 0) sources.push({ kind: "holdout", inserted: standard });
  return { sources, passes, isLocalised };
}

interface StepContents {
  /** Of the slot. */
  readonly id: string;
  readonly lists: ReadonlyMap<string, KeywordList>;
  readonly inserts: (content: Localised<Content>) => Inserted;
}

function sourcesOfStep(
  step: Step,
  position: number,
  { id, lists, inserts }: StepContents,
): Source[] {
  const { id: rule } = step.rule;
  if (step.kind === "keywords") return sourcesOfList(rule, lists.get(rule), { id, inserts });
  const choices = step.kind === "rule" ? step.variants : step.arms;
  const kind = step.kind === "rule" ? "rule" : "arm";
  return choices.flatMap(({ id: variant, contents }) => {
    const content = contents.find((each) => each.position === position)?.content;
    return content ? [{ kind, rule, variant, content, inserted: inserts(content) } as const] : [];
  });
}

function sourcesOfList(
  rule: string,
  list: KeywordList | undefined,
  { id, inserts }: Pick<StepContents, "id" | "inserts">,
): Source[] {
  if (!list) return [];
  const sources: Source[] = [];
  for (const [variant, { content }] of Object.entries(list.groups)) {
    const own = content && Object.hasOwn(content, id) ? content[id] : undefined;
    if (own) sources.push({ kind: "rule", rule, variant, content: own, inserted: inserts(own) });
  }
  const rows: number[] = [];
  let inserted: Inserted = { phrase: false, city: false, free: false, signals: [] };
  for (const [row, content] of Object.entries(list.content)) {
    const own = Object.hasOwn(content, id) ? content[id] : undefined;
    if (!own) continue;
    rows.push(Number(row));
    inserted = both(inserted, inserts(own));
  }
  // The phrase that a row inserts is its own.
  if (rows.length > 0) {
    sources.push({
      kind: "rows",
      rule,
      rows: Int32Array.from(rows).sort(),
      inserted: { ...inserted, phrase: false },
    });
  }
  return sources;
}

function passesOf(step: Step, position: number): ArmName[] {
  if (step.kind !== "experiment" || step.rule.winner !== undefined) return [];
  return step.arms
    .filter(({ contents }) => !contents.some((each) => each.position === position))
    .map(({ id }) => ({ experiment: step.rule.id, arm: id }));
}

/** Which source a fill is of; -1 where it is none of them, as for a rule that broke. */
export function findSource(
  { sources }: SlotSources,
  fill: Fill | undefined,
  row: number | undefined,
): number {
  if (fill === undefined) return 0;
  if (fill.kind === "fault") return -1;
  const kind = fill.kind;
  const rule = fill.kind === "rule" ? fill.rule : fill.experiment;
  const variant = fill.kind === "rule" ? fill.variant : fill.arm;
  const ofRow = sources.findIndex(
    (each) => each.kind === "rows" && each.rule === rule && rowIndex(each, row) >= 0,
  );
  if (ofRow >= 0 && kind === "rule") return ofRow;
  return sources.findIndex(
    (each) => each.kind === kind && each.rule === rule && each.variant === variant,
  );
}

/** The place of a phrase among those with content; -1 where it has none. */
export function rowIndex({ rows }: Source, row: number | undefined): number {
  if (!rows || row === undefined) return -1;
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = rows[middle] ?? 0;
    if (found === row) return middle;
    if (found < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
