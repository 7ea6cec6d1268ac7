import { bareDefault } from "../cascade/answer.ts";
import type { Context } from "../context.ts";
import type { Decision, SlotDecision } from "../decision.ts";
import type { Ruleset } from "../load/ruleset.ts";
import { remainingLimits } from "../offer/answer.ts";
import type { Slot } from "../ruleset.ts";
import { localesOf } from "./setting.ts";

/**
 * The worst answer: the default of every slot as it was written, no offers, reason `ERROR`. Reads
 * nothing of the context that it does not check.
 */
export function fallbackDecision(ruleset: Ruleset, context: unknown): Decision {
  const { artifact, index } = ruleset;
  const { page, slots: names, locale } = readBasics(context);
  const plan = page === null ? undefined : index.plans.get(page);
  const planned = plan?.slots.map(({ id, slot }) => [id, slot] as const);
  const asked = planned
    ? planned.filter(([id]) => !names || names.includes(id))
    : requestedSlots(ruleset, names);
  const locales = localesOf(ruleset, { locale });
  const slots = asked.map(([id, slot]): readonly [string, SlotDecision] => [
    id,
    { ...bareDefault(slot, locales), errorCode: "GENERAL" },
  ]);
  return {
    rules: artifact.revision,
    page,
    slots: Object.fromEntries(slots),
    offers: [],
    offerLimits: remainingLimits(artifact.offerLimits, { now: 0 }),
    visitor: { segments: [], holdout: false },
    assignments: {},
  };
}

/** The slots of the rule set that a caller names, each once, in order of id. */
export function requestedSlots(
  { artifact }: Ruleset,
  names: Context["slots"],
): (readonly [string, Slot])[] {
  return [...new Set(names ?? [])].sort().flatMap((id) => {
    const slot = Object.hasOwn(artifact.slots, id) ? artifact.slots[id] : undefined;
    return slot ? [[id, slot] as const] : [];
  });
}

interface Basics {
  readonly page: string | null;
  readonly slots: readonly string[] | undefined;
  readonly locale: string | undefined;
}

function readBasics(context: unknown): Basics {
  const page = read(context, "page");
  const slots = read(context, "slots");
  const locale = read(context, "locale");
  return {
    page: typeof page === "string" ? page : null,
    slots: Array.isArray(slots) ? slots.filter((id) => typeof id === "string") : undefined,
    locale: typeof locale === "string" ? locale : undefined,
  };
}

function read(context: unknown, key: string): unknown {
  if (typeof context !== "object" || context === null) return undefined;
  try {
    return (context as Readonly<Record<string, unknown>>)[key];
  } catch {
    return undefined;
  }
}
