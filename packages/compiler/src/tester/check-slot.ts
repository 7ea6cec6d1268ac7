import type { Json } from "@facet/engine";
import { includesJson, isEqualJson } from "./compare-json.ts";
import type { SlotExpectation, TestedSlot } from "./rule-test.ts";

/** One difference, before its place in a file is known. */
export interface Difference {
  readonly what: string;
  readonly expected: Json;
  readonly actual: Json;
  readonly why?: string;
  /** Where the expectation stands, from `expect` on. */
  readonly path: readonly (string | number)[];
}

/**
 * Compares one slot with what is expected of it.
 *
 * @param slot What was decided; `undefined` where the answer has no such slot.
 */
export function checkSlot(
  id: string,
  slot: TestedSlot | undefined,
  expected: SlotExpectation,
): Difference[] {
  const path = ["slots", id];
  if (!slot) {
    return [{ what: `slot ${id}`, expected: "in the answer", actual: "not in the answer", path }];
  }
  const why = reasonOf(slot);
  const differences: Difference[] = [];
  const check = (key: keyof SlotExpectation, actual: Json, ok: boolean): void => {
    const wanted = expected[key];
    if (ok || wanted === undefined) return;
    differences.push({
      what: `slot ${id}: ${LABELS[key]}`,
      expected: wanted,
      actual,
      why,
      path: [...path, key],
    });
  };
  const { contains, equals, content } = expected;
  check("variant", winnerOf(slot), expected.variant === winnerOf(slot));
  check("rule", slot.rule ?? null, expected.rule === slot.rule);
  check("experiment", slot.experiment ?? null, expected.experiment === slot.experiment);
  check("arm", slot.arm ?? null, expected.arm === slot.arm);
  check("reason", slot.reason, expected.reason === slot.reason);
  check("hidden", slot.hidden === true, expected.hidden === (slot.hidden === true));
  if (equals !== undefined) check("equals", slot.content, isEqualJson(slot.content, equals));
  if (content !== undefined) check("content", slot.content, includesJson(slot.content, content));
  if (contains)
    check(
      "contains",
      slot.content,
      contains.every((text) => textOf(slot.content).includes(text)),
    );
  return differences;
}

const LABELS: Readonly<Record<keyof SlotExpectation, string>> = {
  variant: "variant",
  rule: "rule",
  experiment: "experiment",
  arm: "arm",
  reason: "reason",
  contains: "content contains",
  equals: "content",
  content: "content has",
  hidden: "hidden",
};

/** `rule/variant` or `experiment/arm`; `null` where the default stands. */
function winnerOf(slot: TestedSlot): string | null {
  if (slot.rule !== undefined && slot.variant !== undefined) return `${slot.rule}/${slot.variant}`;
  if (slot.experiment !== undefined && slot.arm !== undefined)
    return `${slot.experiment}/${slot.arm}`;
  return null;
}

function reasonOf(slot: TestedSlot): string {
  const winner = winnerOf(slot) ?? slot.experiment;
  return winner === undefined || winner === null
    ? `the default (${slot.reason})`
    : `${winner} (${slot.reason})`;
}

/** All texts of a content, one a line. */
function textOf(content: Json): string {
  if (typeof content === "string") return content;
  if (typeof content !== "object" || content === null) return String(content);
  return Object.values(content).map(textOf).join("\n");
}
