import type { TriggerEvent } from "@facet/engine";
import { parseDuration } from "../scalar/duration.ts";
import { selectorMistake } from "../scalar/selector.ts";
import { suggest } from "../suggest.ts";

/** A trigger in its wire form, or what is wrong with its text. */
export type ParsedTrigger =
  | { readonly trigger: TriggerEvent }
  | { readonly message: string; readonly suggestion?: string };

interface Kind {
  /** What the trigger looks like, with an argument where it takes one. */
  readonly examples: readonly string[];
  /** Whether text may stand after the name. */
  readonly argument: "none" | "optional" | "needed";
  readonly read: (argument: string) => TriggerEvent | undefined;
}

const KINDS = new Map<string, Kind>([
  ["load", bare("load", { load: true })],
  ["exit", { examples: ["exit", "exit phones"], argument: "optional", read: readExit }],
  ["manual", bare("manual", { manual: true })],
  ["cart", bare("cart", { cart: true })],
  ["formAbandon", bare("formAbandon", { formAbandon: true })],
  ["returnTab", bare("returnTab", { returnTab: true })],
  ["delay", timed("delay 20s", (delayMs) => ({ delayMs }))],
  ["idle", timed("idle 45s", (idleMs) => ({ idleMs }))],
  ["scroll", { examples: ["scroll 60%"], argument: "needed", read: readScroll }],
  ["visible", named("visible #prices", (visible) => ({ visible }))],
  ["click", named("click [data-offer=discount]", (click) => ({ click }))],
  ["pages", { examples: ["pages 3"], argument: "needed", read: readPages }],
  ["event", named("event Guide Downloaded", (event) => ({ event }))],
  ["goal", named("goal lead", (goal) => ({ goal }))],
]);

/**
 * Reads one trigger such as `exit`, `idle 45s`, `scroll 60%`, `scroll #prices` or
 * `event Guide Downloaded`.
 *
 * @returns its wire form: milliseconds, percent, selectors and names.
 */
export function parseTriggerText(source: string): ParsedTrigger {
  const trimmed = source.trim();
  const name = /^\S*/.exec(trimmed)?.[0] ?? "";
  const argument = trimmed.slice(name.length).trim();
  const kind = KINDS.get(name);
  if (!kind) return unknownTrigger(trimmed, name);
  if (kind.argument === "none" && argument !== "") {
    return { message: `the trigger "${name}" stands alone, but has "${argument}" after it` };
  }
  const isMissing = kind.argument === "needed" && argument === "";
  const trigger = isMissing ? undefined : kind.read(argument);
  const mistake = trigger && selectorMistakeOf(trigger);
  if (mistake !== undefined) {
    return { message: `"${argument}" of the trigger "${name}" is no CSS selector: ${mistake}` };
  }
  if (trigger) return { trigger };
  return {
    message: `the trigger "${trimmed}" has no value that "${name}" can use`,
    suggestion: `write for example ${kind.examples.map((example) => `"${example}"`).join(" or ")}`,
  };
}

function selectorMistakeOf(trigger: TriggerEvent): string | undefined {
  if ("visible" in trigger) return selectorMistake(trigger.visible);
  if ("click" in trigger) return selectorMistake(trigger.click);
  return "scrollTo" in trigger ? selectorMistake(trigger.scrollTo) : undefined;
}

function unknownTrigger(text: string, name: string): ParsedTrigger {
  const examples = [...KINDS.values()].flatMap(({ examples }) => examples).join(", ");
  const suggestion = suggest(name, KINDS.keys());
  return {
    message: `there is no trigger "${text}"; triggers are ${examples}`,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function bare(example: string, trigger: TriggerEvent): Kind {
  return { examples: [example], argument: "none", read: () => trigger };
}

function named(example: string, toTrigger: (argument: string) => TriggerEvent): Kind {
  return { examples: [example], argument: "needed", read: toTrigger };
}

function timed(example: string, toTrigger: (ms: number) => TriggerEvent): Kind {
  return {
    examples: [example],
    argument: "needed",
    read: (argument) => {
      const ms = parseDuration(argument);
      return ms === undefined ? undefined : toTrigger(ms);
    },
  };
}

function readExit(argument: string): TriggerEvent | undefined {
  if (argument === "") return { exit: true };
  return argument === "phones" ? { exit: "phones" } : undefined;
}

function readScroll(argument: string): TriggerEvent | undefined {
  if (!/^\d/.test(argument)) return { scrollTo: argument };
  const percent = /^(\d{1,3})\s*%$/.exec(argument)?.[1];
  const value = Number(percent);
  return percent !== undefined && value <= 100 ? { scrollPercent: value } : undefined;
}

function readPages(argument: string): TriggerEvent | undefined {
  return /^[1-9]\d{0,3}$/.test(argument) ? { pages: Number(argument) } : undefined;
}
