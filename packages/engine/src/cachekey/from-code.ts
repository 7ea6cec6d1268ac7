import { answerDefault, answerSlot } from "../cascade/answer.ts";
import type { AnswerInput } from "../cascade/answer.ts";
import { pickLocale } from "../cascade/locale.ts";
import type { Fill } from "../cascade/state.ts";
import type { Decision, SlotDecision } from "../decision.ts";
import { applyFilter } from "../insertion/filters.ts";
import type { PlanSlot } from "../load/plan.ts";
import type { Ruleset } from "../load/ruleset.ts";
import { readBody } from "./digits.ts";
import { layoutOf, type PageLayout, type SlotLayout } from "./layout.ts";
import { fromNumber, type Outcome } from "./outcome.ts";

/** A code without its signature: revision of the page, and an outcome for each slot. */
const CODE = /^([0-9a-z]{5})-([0-9a-z]{1,64})$/;

/** What {@link fromCode} is about. */
export interface CodedPage {
  /** Page id. */
  readonly page: string;
  readonly code: string;
}

/**
 * The slots that a variation code stands for: of whoever gets the code, byte for byte what the decision
 * said. Needs no visitor.
 *
 * @returns `undefined` for a code that this rule set does not give for the page.
 */
export function fromCode(
  ruleset: Ruleset,
  { page, code }: CodedPage,
): Decision["slots"] | undefined {
  const layout = layoutOf(ruleset, page);
  const [, revision, body = ""] = CODE.exec(code) ?? [];
  if (!layout || revision !== layout.revision) return undefined;
  const numbers = readBody(body, layout.slots.length);
  if (!numbers) return undefined;
  const slots: Record<string, SlotDecision> = {};
  for (const [position, planned] of layout.plan.slots.entries()) {
    const slot = layout.slots[position];
    const outcome = slot && fromNumber(slot, layout, numbers[position] ?? -1);
    const shown = slot && outcome && showOutcome(ruleset, { layout, slot, planned, outcome });
    if (!shown) return undefined;
    slots[planned.id] = shown;
  }
  return slots;
}

/** One outcome of one slot of a page. */
export interface SlotOutcome {
  readonly layout: PageLayout;
  readonly slot: SlotLayout;
  readonly planned: PlanSlot;
  readonly outcome: Outcome;
}

/** What a slot shows for an outcome; `undefined` where the rule set cannot tell. */
export function showOutcome(
  { artifact, index }: Ruleset,
  { layout, slot, planned, outcome }: SlotOutcome,
): SlotDecision | undefined {
  const source = slot.sources[outcome.source];
  if (!source) return undefined;
  const { locales } = artifact.site;
  const text = (global: number): string | undefined => index.keywords?.textAt(global);
  const rowText =
    outcome.row === undefined
      ? undefined
      : text((layout.listStart.get(source.rule ?? "") ?? 0) + outcome.row);
  const phrase = rowText ?? (outcome.phrase > 0 ? text(outcome.phrase - 1) : undefined);
  if (outcome.phrase > 0 && phrase === undefined) return undefined;
  const wanted = locales[outcome.locale];
  const input: AnswerInput = {
    artifact,
    signals: {
      ...(outcome.city > 0 ? { geo: { city: cityName(layout, outcome.city) } } : {}),
      ...(phrase === undefined ? {} : { keyword: { phrase } }),
    },
    locales: { ...(wanted === undefined ? {} : { wanted }), site: locales[0] ?? "" },
    ...(phrase === undefined ? {} : { phrase }),
  };
  if (source.kind === "bot") return answerDefault(planned.slot, { reason: "DEFAULT" }, input);
  if (source.kind === "holdout") {
    return answerDefault(planned.slot, { experiment: "holdout", reason: "SPLIT" }, input);
  }
  const { rule = "", variant } = source;
  if (source.kind === "default") {
    return answerSlot(planned, outcome.pass ? { pass: outcome.pass } : {}, input);
  }
  const content =
    source.content ??
    artifact.keywordLists.find(({ id }) => id === rule)?.content[outcome.row ?? -1]?.[planned.id];
  const usable = content && pickLocale(content, input.locales);
  if (!usable) return undefined;
  const fill: Fill =
    source.kind === "arm"
      ? { kind: "arm", content: usable, experiment: rule, arm: variant ?? "" }
      : {
          kind: "rule",
          content: usable,
          rule,
          variant: variant ?? rowText ?? `#${outcome.row ?? 0}`,
        };
  return answerSlot(planned, { fill, ...(outcome.pass ? { pass: outcome.pass } : {}) }, input);
}

/** A city as it is usually written. */
function cityName({ cities }: PageLayout, city: number): string {
  const name = cities[city - 1] ?? "";
  return String(applyFilter(name, { name: "title" }, { placeForms: {} }) ?? name);
}
