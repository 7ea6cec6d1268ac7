import type { Ruleset } from "@facet/engine";
import type { DecideRequest } from "@facet/protocol";
import { checkOverrides } from "@facet/context";
import { toJsonPath, unknownName } from "../http/parse.ts";
import { ApiProblem, type RequestMistake } from "../http/problem.ts";
import { catalogueOf } from "../rulesets/catalogue.ts";

/**
 * Checks that a request names only what the rule set has.
 *
 * @throws ApiProblem `unknown-name` with every unknown page, slot and signal.
 */
export function checkNames(request: DecideRequest, ruleset: Ruleset): void {
  const { pages, slots } = catalogueOf(ruleset);
  const mistakes: RequestMistake[] = [];
  if (request.page !== undefined && !pages.has(request.page)) {
    mistakes.push({ path: "$.page", message: unknownName("page", request.page, pages.keys()) });
  }
  for (const [i, slot] of (request.slots ?? []).entries()) {
    if (slots.has(slot)) continue;
    mistakes.push({
      path: toJsonPath(["slots", i]),
      message: unknownName("slot", slot, slots.keys()),
    });
  }
  if (request.signals !== undefined) {
    for (const { path, message } of checkOverrides(request.signals, ruleset)) {
      mistakes.push({ path: toJsonPath(["signals", path]), message });
    }
  }
  const [first] = mistakes;
  if (first === undefined) return;
  throw new ApiProblem({
    code: "unknown-name",
    detail: `${first.path}: ${first.message}`,
    errors: mistakes,
  });
}
