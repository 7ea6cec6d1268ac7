import type { Answer, PublicAnswer } from "./answer.ts";

const SLOTS = new WeakMap<Answer["slots"], string>();

/**
 * An answer as JSON. Its slots are most of it, and those of remembered decisions are the same object
 * again: they are written once.
 */
export function writeAnswer(answer: Answer | PublicAnswer): string {
  const { decisionId, rules, page, slots, ...rest } = answer;
  const head = JSON.stringify({ decisionId, rules, page }).slice(0, -1);
  return `${head},"slots":${writeSlots(slots)},${JSON.stringify(rest).slice(1)}`;
}

function writeSlots(slots: Answer["slots"]): string {
  let text = SLOTS.get(slots);
  if (text === undefined) {
    text = JSON.stringify(slots);
    SLOTS.set(slots, text);
  }
  return text;
}
