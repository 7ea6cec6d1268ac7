import { checkCycles } from "./cycles.ts";
import { checkDuplicates } from "./duplicates.ts";
import { checkCountedEvents, checkScoredEvents } from "./events.ts";
import type { Check, LintInput } from "./input.ts";
import { checkNeverTrue } from "./never-true.ts";
import { checkOffersConvert } from "./offers.ts";
import { checkPageVersions } from "./page-versions.ts";
import { checkPriorities } from "./priorities.ts";
import { checkNamedScores } from "./scores.ts";
import { checkShadows } from "./shadows.ts";
import { checkSlotPrefixes, checkSlotsOnPages, checkUnusedSlots } from "./slots.ts";
import { checkTests } from "./tests.ts";
import { checkEmptyRules, checkUnreachableVariants } from "./variants.ts";

const CHECKS: readonly Check[] = [
  checkCountedEvents,
  checkCycles,
  checkDuplicates,
  checkEmptyRules,
  checkNamedScores,
  checkNeverTrue,
  checkOffersConvert,
  checkPageVersions,
  checkPriorities,
  checkScoredEvents,
  checkShadows,
  checkSlotPrefixes,
  checkSlotsOnPages,
  checkTests,
  checkUnreachableVariants,
  checkUnusedSlots,
];

/** Runs every check that looks at more than one item of a rule set. */
export function lint(input: LintInput): void {
  for (const check of CHECKS) check(input);
}
