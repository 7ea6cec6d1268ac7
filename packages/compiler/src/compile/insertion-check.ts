import type { Insertion } from "@facet/engine";
import { complain } from "./spot.ts";
import type { Spot } from "./spot.ts";
import { parseTemplate } from "./template.ts";
import type { ParsedTemplate } from "./template.ts";

/** What insertions are checked against. */
export interface InsertionRules {
  /** Says what is wrong with a signal's name, or that it is fine. */
  readonly checkSignal: (
    path: readonly string[],
  ) => { readonly message: string; readonly suggestion?: string } | undefined;
  /** The slot lets through what stood in the URL. */
  readonly insertAny: boolean;
}

/** Families of signals whose value is what a stranger may have put into the URL. */
const FROM_URL: ReadonlySet<string> = new Set([
  "url",
  "utm",
  "click",
  "referrer",
  "firstTouch",
  "lastTouch",
]);

/**
 * Cuts an authored text at its insertions and reports all that is wrong with them: syntax, signals
 * that do not exist, a missing default.
 */
export function readTemplate(text: string, rules: InsertionRules, spot: Spot): ParsedTemplate {
  const parsed = parseTemplate(text);
  for (const { offset, code, message, suggestion } of parsed.problems) {
    complain(spot, { code, message: `${message}${position(offset)}`, suggestion });
  }
  for (const [insertion, offset] of parsed.offsets)
    checkInsertion(insertion, offset, { rules, spot });
  return parsed;
}

function checkInsertion(
  insertion: Insertion,
  offset: number,
  { rules, spot }: { readonly rules: InsertionRules; readonly spot: Spot },
): void {
  const name = insertion.signal.join(".");
  const unknown = rules.checkSignal(insertion.signal);
  if (unknown) {
    const { message, suggestion } = unknown;
    complain(spot, {
      code: "unknown-signal",
      message: `${message}${position(offset)}`,
      suggestion,
    });
    return;
  }
  if (insertion.default === undefined) {
    complain(spot, {
      code: "insert-needs-default",
      message: `"${name}" may be absent, so its insertion needs a default${position(offset)}`,
      suggestion: `write {${name}|default:TEXT}`,
    });
  }
  if (!rules.insertAny && FROM_URL.has(insertion.signal[0] ?? "")) {
    complain(spot, {
      severity: "warning",
      code: "insert-from-url",
      message: `"${name}" comes from the URL and is never shown, so this always shows its default${position(offset)}`,
      suggestion: "insert {keyword.phrase|…}, or give the slot insert: any",
    });
  }
}

function position(offset: number): string {
  return ` (character ${offset + 1} of the text)`;
}
