import { placeContents } from "../load/plan.ts";
import type { KeywordStep } from "../load/plan.ts";
import type { CascadeInput, CascadeState } from "./state.ts";
import { fillAll } from "./targeting.ts";
import type { StepResult } from "./targeting.ts";

/**
 * A row of a keyword list: its content, and what it is called as a variant: a phrase by its text, or
 * by its position where texts are not loaded; a group by its name.
 */
interface Row {
  readonly variant: string;
  readonly content: Parameters<typeof placeContents>[0];
}

const NO_ROW: StepResult = { outcome: "no-variant" };

/**
 * Fills from the content columns of a keyword list: the row of the phrase that matched, then the row
 * of its group for the slots that are left.
 */
export function decideKeywords(
  step: KeywordStep,
  input: CascadeInput,
  state: CascadeState,
): StepResult {
  const rows = rowsOf(step, input);
  const [first] = rows;
  if (!first) return NO_ROW;
  let chosen: string | undefined;
  for (const { variant, content } of rows) {
    const contents = placeContents(content, input.plan.positions);
    const filled = fillAll(contents, { input, state }, (usable) => ({
      kind: "rule",
      content: usable,
      rule: step.rule.id,
      variant,
    }));
    if (filled > 0) chosen ??= variant;
  }
  return { outcome: chosen === undefined ? "taken" : "matched", variant: chosen ?? first.variant };
}

function rowsOf({ rule }: KeywordStep, { keyword, ruleset }: CascadeInput): Row[] {
  const list = keyword?.list === rule.list ? ruleset.index.lists.get(rule.list) : undefined;
  if (!keyword || !list) return [];
  const { group, row, phrase } = keyword;
  const rows: Row[] = [];
  const own = row === undefined ? undefined : list.content[row];
  if (own) rows.push({ variant: phrase ?? `#${row}`, content: own });
  if (group === undefined || !Object.hasOwn(list.groups, group)) return rows;
  const content = list.groups[group]?.content;
  if (content) rows.push({ variant: group, content });
  return rows;
}
