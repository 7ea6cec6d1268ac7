import type { Named, Place } from "../load/located.ts";
import type { Check } from "./input.ts";

/** Reports things of one kind that have the same name, and variants that do. */
export const checkDuplicates: Check = ({ source, rules }) => {
  reportDuplicates("segment", source.segments);
  reportDuplicates("event", source.events);
  reportDuplicates("event schema", source.eventSchemas);
  reportDuplicates("rule", source.rules);
  reportDuplicates("experiment", source.experiments);
  reportDuplicates("keyword list", source.keywordLists);
  reportDuplicates("offer", source.offers);
  reportDuplicates("persona", source.personas);
  reportDuplicates("test", source.tests);
  reportShared([...source.rules, ...source.experiments, ...source.keywordLists]);
  for (const { item } of rules) {
    const first = new Map<string, number>();
    item.value.variants.forEach(({ id }, index) => {
      const before = first.get(id);
      first.set(id, before ?? index);
      if (before === undefined) return;
      item.report({
        path: ["variants", index, "id"],
        code: "duplicate-id",
        message: `the rule already has a variant "${id}", at ${toText(item.placeOf(["variants", before, "id"]))}`,
        suggestion: "give one of them another id",
      });
    });
  }
};

function reportDuplicates(noun: string, items: readonly Named<unknown>[]): void {
  const first = new Map<string, Named<unknown>>();
  for (const item of items) {
    const before = first.get(item.name);
    if (!before) {
      first.set(item.name, item);
      continue;
    }
    item.report({
      path: item.namePath,
      onKey: item.namePath.length === 0,
      code: "duplicate-id",
      message: `there is already a ${noun} "${item.name}", at ${toText(before.placeOf(before.namePath))}`,
      suggestion: "give one of them another name",
    });
  }
}

/** Reasons, tests and reports name rules, experiments and lists alike. */
function reportShared(items: readonly Named<unknown>[]): void {
  const first = new Map<string, Named<unknown>>();
  for (const item of items) {
    const before = first.get(item.name);
    first.set(item.name, before ?? item);
    if (!before || before.namePath[0] === item.namePath[0]) continue;
    item.report({
      path: item.namePath,
      severity: "warning",
      code: "shared-id",
      message: `"${item.name}" is also the id at ${toText(before.placeOf(before.namePath))}, so reasons and reports cannot tell them apart`,
      suggestion: "give one of them another id",
    });
  }
}

function toText(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}
