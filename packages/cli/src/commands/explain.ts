import { defineCommand } from "../command.ts";
import { REPEATABLE, VISIT_ARGUMENTS } from "../visit/arguments.ts";
import { formatExplanation } from "../visit/print-explanation.ts";
import { printVisit } from "../visit/print-visit.ts";

/** `facet explain`: every step of one decision. */
export const explainCommand = defineCommand({
  name: "explain",
  about: [
    "Takes the options of facet decide and prints every step: segments, rules in the order of the",
    "cascade with the first test that failed, the slots they filled, and the offers.",
  ].join("\n"),
  args: VISIT_ARGUMENTS,
  repeatable: REPEATABLE,
  examples: [
    {
      command: "facet explain /okna --query 'окна для дачи'",
      does: "why this phrase gets what it gets",
    },
    {
      command: "facet explain /okna --city Казань --visits 3 --json",
      does: "the whole trace as JSON",
    },
  ],
  run: (invocation, terminal) => printVisit(invocation, { terminal, format: formatExplanation }),
});
