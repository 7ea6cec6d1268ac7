import type { ConditionTrace, Truth } from "@facet/engine";
import { type Terminal, type Tone, paint } from "./terminal.ts";

const TONES: Readonly<Record<string, Tone>> = { true: "good", false: "bad", unknown: "warning" };
const MAX_ACTUAL_LENGTH = 80;

/** A truth value in its colour. */
export function paintTruth(terminal: Pick<Terminal, "color">, value: Truth): string {
  return paint(terminal, TONES[String(value)] ?? "quiet", String(value));
}

/**
 * Writes how a condition came to its value, a line for every part of it.
 *
 * @returns lines without line breaks.
 */
export function formatTrace(
  trace: ConditionTrace,
  terminal: Pick<Terminal, "color">,
  indent = "",
): readonly string[] {
  const actual = trace.of === undefined ? describeActual(trace) : "";
  const note = actual === "" ? "" : `  ${paint(terminal, "quiet", `(${actual})`)}`;
  return [
    `${indent}${paintTruth(terminal, trace.value)}  ${trace.condition}${note}`,
    ...(trace.of ?? []).flatMap((part) => formatTrace(part, terminal, `${indent}  `)),
  ];
}

/** What a leaf's signal was; empty where the leaf is of no signal. */
export function describeActual({ actual, value }: ConditionTrace): string {
  if (actual === undefined) return value === "unknown" ? "absent" : "";
  const text = JSON.stringify(actual);
  return `is ${text.length > MAX_ACTUAL_LENGTH ? `${text.slice(0, MAX_ACTUAL_LENGTH)}…` : text}`;
}
