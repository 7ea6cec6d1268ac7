import type { Json } from "@facet/client";
import { after } from "./listen.ts";
import { WATCHES } from "./watches.ts";
import type { Fire } from "./watches.ts";

/** Kinds that are loaded where an offer has one; `exit phones` is `exit` where there is no mouse. */
const RARE = new Set(["scrollTo", "visible", "pages", "returnTab", "formAbandon", "exit phones"]);

/** Ends a watch. */
export type Stop = () => void;

/**
 * Watches a trigger as it travels: one event, or `any`, `all`, `sequence` of triggers with an
 * optional `afterMs`. Kinds it does not know, and `manual`, never fire. Returns how to end it.
 */
export function watchTrigger(trigger: Json, fire: Fire): Stop {
  const stop = new AbortController();
  watch(trigger, fire, stop.signal);
  return () => stop.abort();
}

function watch(trigger: Json | undefined, fire: Fire, signal: AbortSignal): void {
  if (typeof trigger !== "object" || trigger === null || Array.isArray(trigger)) return;
  const { any, all, sequence, afterMs } = trigger;
  const late: Fire =
    typeof afterMs === "number"
      ? (firing) => after(afterMs, () => fire(firing === "moment" ? "lasting" : firing), signal)
      : fire;
  if (Array.isArray(any)) for (const one of any) watch(one, late, signal);
  if (Array.isArray(all)) watchAll(all, late, signal);
  if (Array.isArray(sequence)) watchSequence(sequence, late, signal);
  for (const [name, value] of Object.entries(trigger)) {
    const kind = name === "exit" && !hasMouse() ? `exit ${value}` : name;
    if (Object.hasOwn(WATCHES, kind)) WATCHES[kind]?.(value, late, signal);
    else if (RARE.has(kind)) void watchRare(kind, { value, fire: late, signal });
  }
}

async function watchRare(
  kind: string,
  {
    value,
    fire,
    signal,
  }: { readonly value: Json; readonly fire: Fire; readonly signal: AbortSignal },
): Promise<void> {
  const { RARE_WATCHES } = await import("./rare-watches.ts");
  if (!signal.aborted) RARE_WATCHES[kind]?.(value, fire, signal);
}

// Phones have no mouse that could leave the window.
function hasMouse(): boolean {
  return matchMedia("(hover: hover) and (pointer: fine)").matches;
}

function watchAll(triggers: readonly Json[], fire: Fire, signal: AbortSignal): void {
  const done = new Set<number>();
  triggers.forEach((trigger, index) =>
    watch(
      trigger,
      (firing) => {
        done.add(index);
        if (done.size === triggers.length) fire(firing);
      },
      signal,
    ),
  );
}

function watchSequence(triggers: readonly Json[], fire: Fire, signal: AbortSignal): void {
  const [first, ...rest] = triggers;
  if (first === undefined) return;
  if (rest.length === 0) return watch(first, fire, signal);
  const step = new AbortController();
  const next = () => {
    if (step.signal.aborted) return;
    step.abort();
    watchSequence(rest, fire, signal);
  };
  watch(first, next, AbortSignal.any([signal, step.signal]));
}
