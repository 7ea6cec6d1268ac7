import type { Condition, Schedule } from "@facet/engine";
import type { Located } from "../load/located.ts";
import type { RuleSource } from "../schema/index.ts";
import { checkReference, REFERENCES } from "./reference.ts";
import { compileSchedule } from "./schedule.ts";
import type { CompileScope } from "./scope.ts";
import { rootOf, within } from "./spot.ts";

/** Whom, where and when a rule, an experiment or an offer is for. */
export interface Audience {
  readonly priority: number;
  readonly enabled: boolean;
  readonly pages?: readonly string[];
  readonly schedule?: Schedule;
  readonly when?: Condition;
}

type AudienceSource = Pick<RuleSource, "priority" | "enabled" | "page" | "schedule" | "when">;

/** Compiles what rules, experiments and offers have in common. */
export function compileAudience(item: Located<AudienceSource>, scope: CompileScope): Audience {
  const { priority = 0, enabled = true, page, when } = item.value;
  const root = rootOf(item);
  const pages = typeof page === "string" ? [page] : page;
  pages?.forEach((name, index) => {
    const spot = typeof page === "string" ? within(root, "page") : within(root, "page", index);
    checkReference(spot, { kind: REFERENCES.page, name, known: scope.declared.pages });
  });
  const schedule = compileSchedule(
    item.value.schedule,
    scope.site.timeZone,
    within(root, "schedule"),
  );
  return {
    priority,
    enabled,
    ...(pages ? { pages: [...new Set(pages)].sort() } : {}),
    ...(schedule ? { schedule } : {}),
    ...(when === undefined ? {} : { when: scope.condition(when, within(root, "when")) }),
  };
}
