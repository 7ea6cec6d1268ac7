import type { FacetDecision, SlotDecision } from "@facet/client";

/** What a page shows and why, as a list: a slot each, the offers, and every rule's trace. */
export function decisionList(decision: FacetDecision): HTMLElement {
  const list = document.createElement("dl");
  const { cache, page, explain } = decision;
  add(list, `Page ${page ?? "(none)"}`, [
    cache === undefined
      ? "not cached"
      : `${cache.scope}${cache.key === undefined ? "" : ` ${cache.key}`}`,
    ...decision.degraded.map((part) => `without ${part}`),
  ]);
  for (const [id, slot] of Object.entries(decision.slots))
    add(list, id, [toText(slot), toWhy(slot)]);
  for (const { id, type } of decision.offers) add(list, `Offer ${id}`, [type]);
  if (explain !== undefined) list.append(trace(explain));
  return list;
}

function add(list: HTMLElement, term: string, lines: readonly string[]): void {
  const dt = document.createElement("dt");
  dt.textContent = term;
  const all = lines.map((line) => {
    const dd = document.createElement("dd");
    dd.textContent = line;
    return dd;
  });
  list.append(dt, ...all);
}

function toText({ content, hidden }: SlotDecision): string {
  if (hidden) return "hidden";
  return typeof content === "string" ? content : JSON.stringify(content);
}

function toWhy({ rule, variant, experiment, arm, reason }: SlotDecision): string {
  return [reason, rule, variant, experiment, arm].filter((part) => part !== undefined).join(" · ");
}

function trace(explain: object): HTMLElement {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const text = document.createElement("pre");
  summary.textContent = "Every rule";
  text.textContent = JSON.stringify(explain, null, 2);
  details.append(summary, text);
  return details;
}
