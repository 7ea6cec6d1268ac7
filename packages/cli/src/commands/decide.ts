import { defineCommand } from "../command.ts";
import { REPEATABLE, VISIT_ARGUMENTS } from "../visit/arguments.ts";
import { formatDecision } from "../visit/print-decision.ts";
import { printVisit } from "../visit/print-visit.ts";

/** `facet decide`: what one page view would show. */
export const decideCommand = defineCommand({
  name: "decide",
  about: [
    "Decides one page view with the real service, in this process: every slot with its content, the",
    "rule and variant that chose it, and the reason; every offer, and what holds it back. Nothing is",
    "counted or kept. What you leave out is not known.",
  ].join("\n"),
  args: VISIT_ARGUMENTS,
  repeatable: REPEATABLE,
  examples: [
    {
      command: "facet decide '/okna?utm_source=yandex&utm_medium=cpc&utm_term=купить+окна'",
      does: "a click on an ad; quotes keep the shell off the &",
    },
    {
      command: "facet decide /okna --city Москва --visits 2 --score 65",
      does: "a warm visitor from Moscow who comes back",
    },
    {
      command: "facet decide /okna --at 2026-12-31T23:00:00+03:00 --device mobile",
      does: "a phone, on New Year's Eve",
    },
    {
      command: "facet decide /okna --attribute plan=pro --signal interest=1 --json",
      does: "a declared attribute, any other signal, and the API's own answer",
    },
  ],
  run: (invocation, terminal) => printVisit(invocation, { terminal, format: formatDecision }),
});
