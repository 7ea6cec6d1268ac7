import type { Schedule } from "@facet/engine";
import { parseDays } from "../scalar/days.ts";
import { parseInstant } from "../scalar/instant.ts";
import type { RuleSource } from "../schema/index.ts";
import { complain, within } from "./spot.ts";
import type { Spot } from "./spot.ts";

/**
 * Turns the dates of a schedule into instants.
 *
 * @param timeZone Zone of dates that name none.
 * @returns `undefined` for a schedule that limits nothing.
 */
export function compileSchedule(
  source: RuleSource["schedule"],
  timeZone: string,
  spot: Spot,
): Schedule | undefined {
  if (!source) return undefined;
  const from = source.from === undefined ? undefined : parseInstant(source.from, timeZone);
  const until = source.until === undefined ? undefined : parseInstant(source.until, timeZone);
  if (from !== undefined && until !== undefined && from >= until) {
    complain(within(spot, "until"), {
      code: "schedule-order",
      message: `the schedule ends (${source.until}) before it begins (${source.from}); \`until\` is the first moment after it`,
      suggestion: "swap the dates, or set `until` to the day after the last one",
    });
  }
  const days = compileDays(source.days);
  if (from === undefined && until === undefined && days === undefined) return undefined;
  return {
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(days === undefined ? {} : { days }),
  };
}

function compileDays(
  source: string | readonly string[] | undefined,
): readonly number[] | undefined {
  if (source === undefined) return undefined;
  const texts = typeof source === "string" ? [source] : source;
  const days = new Set(texts.flatMap((text) => parseDays(text) ?? []));
  return days.size === 7 ? undefined : [...days].sort((a, b) => a - b);
}
