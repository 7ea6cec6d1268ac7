import type { EventRecogniser, RulesetArtifact } from "@facet/engine";
import type { Named, RulesSource } from "../load/located.ts";
import { selectorMistake } from "../scalar/selector.ts";
import type { EventSource } from "../schema/index.ts";
import { compilePaths } from "./pages.ts";
import type { CompileScope } from "./scope.ts";
import { byKey } from "./sorted.ts";
import { complain, rootOf, within } from "./spot.ts";

/** Compiles the events that are recognised without a developer, in order of name. */
export function compileEvents(source: RulesSource, scope: CompileScope): RulesetArtifact["events"] {
  return byKey(source.events.map((item) => [item.name, compileEvent(item, scope)]));
}

function compileEvent(item: Named<EventSource>, scope: CompileScope): EventRecogniser {
  const { value } = item;
  const root = rootOf(item);
  if ("page" in value) return { page: compilePaths(value.page, within(root, "page")) };
  if ("click" in value) {
    const mistake = selectorMistake(value.click);
    if (mistake !== undefined) {
      complain(within(root, "click"), {
        code: "bad-selector",
        message: `"${value.click}" is no CSS selector: ${mistake}`,
        suggestion: "write one such as a[href^='tel:'] or #call, in double quotes",
      });
    }
    return { click: value.click };
  }
  if (value.event === item.name && value.where === undefined) {
    complain(within(root, "event"), {
      code: "event-itself",
      message: `"${item.name}" is said to be itself, which recognises nothing`,
      suggestion:
        "name the event it comes from, or leave it out: events that are sent need no entry",
    });
  }
  const where =
    value.where === undefined ? undefined : scope.properties(value.where, within(root, "where"));
  return { event: value.event, ...(where ? { where } : {}) };
}
