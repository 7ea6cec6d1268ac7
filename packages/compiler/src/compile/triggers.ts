import type { Trigger } from "@facet/engine";
import { parseDuration } from "../scalar/duration.ts";
import type { TriggerSource } from "../schema/index.ts";
import { REFERENCES, checkReference } from "./reference.ts";
import { complain, within } from "./spot.ts";
import type { Spot } from "./spot.ts";
import { parseTriggerText } from "./trigger-text.ts";

/** What a trigger is compiled with. */
export interface TriggerPlace {
  readonly spot: Spot;
  /** Names of the goals there are. */
  readonly goals: ReadonlySet<string>;
  /** The goals themselves; a broken one is only among the names. */
  readonly goalEvents: ReadonlyMap<string, string>;
}

/**
 * Turns an authored trigger into its wire form: a list is any of its parts; times are milliseconds,
 * shares percent.
 */
export function compileTrigger(source: TriggerSource, place: TriggerPlace): Trigger {
  if (typeof source === "string") return compileWord(source, place);
  if (isList(source)) return { any: compileParts(source, place) };
  const wait = afterMs(source.after);
  if ("any" in source) return { any: compileParts(source.any, inside(place, "any")), ...wait };
  if ("all" in source) return { all: compileParts(source.all, inside(place, "all")), ...wait };
  return { sequence: compileParts(source.sequence, inside(place, "sequence")), ...wait };
}

function compileParts(parts: readonly TriggerSource[], place: TriggerPlace): Trigger[] {
  return parts.map((part, index) => compileTrigger(part, inside(place, index)));
}

function compileWord(text: string, { spot, goals, goalEvents }: TriggerPlace): Trigger {
  const parsed = parseTriggerText(text);
  if ("trigger" in parsed) {
    const { trigger } = parsed;
    if (!("goal" in trigger)) return trigger;
    checkReference(spot, { kind: REFERENCES.goal, name: trigger.goal, known: goals });
    // The page hears of events, and does not know which of them is a goal.
    const event = goalEvents.get(trigger.goal);
    return event === undefined ? trigger : { goal: trigger.goal, event };
  }
  complain(spot, { code: "bad-trigger", ...parsed });
  return { manual: true };
}

function inside(place: TriggerPlace, key: string | number): TriggerPlace {
  return { ...place, spot: within(place.spot, key) };
}

function isList(source: TriggerSource): source is readonly TriggerSource[] {
  return Array.isArray(source);
}

function afterMs(text: string | undefined): { readonly afterMs?: number } {
  const ms = text === undefined ? undefined : parseDuration(text);
  return ms === undefined ? {} : { afterMs: ms };
}
