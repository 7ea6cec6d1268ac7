import { armOf } from "../cascade/experiment.ts";
import { isOn } from "../cascade/schedule.ts";
import type { SignalTest } from "../condition/condition.ts";
import { evaluate, lookup, readSignal } from "../condition/index.ts";
import type { Scope } from "../condition/index.ts";
import type { Setting } from "../decide/setting.ts";
import type { ExperimentStep } from "../load/plan.ts";
import type { Leaf } from "./leaves.ts";
import type { PageLayout } from "./layout.ts";
import { cutAt } from "./regions.ts";

/** Says as much of one request as one part of a page's rules can tell of it. */
type Part = (setting: Setting) => string;

const PROJECTIONS = new WeakMap<PageLayout, readonly Part[]>();

/**
 * Everything that a page's slots depend on, as a text: the signals that its rules read, cut at the
 * points they test, the phrase, the language, the arms, the schedules that are on, and what is
 * inserted. Two requests of one text get the same slots, byte for byte.
 */
export function project(setting: Setting, layout: PageLayout): string {
  let parts = PROJECTIONS.get(layout);
  if (!parts) {
    parts = partsOf(layout);
    PROJECTIONS.set(layout, parts);
  }
  let text = projectSetting(setting);
  for (const part of parts) text += `|${part(setting)}`;
  return text;
}

function projectSetting({ bot, holdout, locales, keyword }: Setting): string {
  const { match, source, isEcho, isRemembered } = keyword;
  const row = match ? `${match.list} ${match.row}` : "";
  const columns = source && source !== match ? JSON.stringify(source) : "";
  const echo = isEcho ? JSON.stringify(match?.phrase) : "";
  return `${bot ? "b" : ""}${holdout ? "h" : ""}${isRemembered ? "r" : ""}|${locales.wanted ?? ""}|${row}|${columns}|${echo}`;
}

function partsOf({ leaves, plan, slots }: PageLayout): Part[] {
  const steps = plan.steps.filter(({ rule }) => rule.enabled);
  const inserted = slots.flatMap((each) => each.sources.flatMap((one) => one.inserted.signals));
  return [
    ...signalParts(leaves),
    ...leaves.filter(({ op }) => op !== "signal").map(toTruth),
    ...steps.flatMap(({ rule: { schedule } }) =>
      schedule ? [({ scope }: Setting) => (isOn(schedule, scope) ? "1" : "0")] : [],
    ),
    ...steps.flatMap((step) => (step.kind === "experiment" ? [toArm(step)] : [])),
    ...[...new Set(inserted)].map((name): Part => {
      const path = name.split(".");
      return ({ scope }) => JSON.stringify(lookup(scope.signals, path)) ?? "";
    }),
  ];
}

function signalParts(leaves: readonly Leaf[]): Part[] {
  const tests = leaves.filter((leaf) => leaf.op === "signal");
  const groups = Map.groupBy(tests, (test) =>
    JSON.stringify([test.path, test.fold === true, test.instant === true]),
  );
  return [...groups.values()].flatMap((group): Part[] => {
    const [first] = group;
    const toRegion = cutAt(group);
    if (!first || !toRegion) return distinct(group).map(toTruth);
    return [({ scope }) => toRegion(readSignal(first, scope.signals))];
  });
}

function distinct(tests: readonly SignalTest[]): SignalTest[] {
  return [...new Map(tests.map((test) => [JSON.stringify(test), test])).values()];
}

function toTruth(leaf: Leaf): Part {
  return ({ scope }) => truthOf(leaf, scope);
}

function truthOf(leaf: Leaf, scope: Scope): string {
  const truth = evaluate(leaf, scope);
  return truth === "unknown" ? "u" : truth ? "t" : "f";
}

function toArm(step: ExperimentStep): Part {
  return ({ unit, scope }) =>
    unit === undefined ? "" : (armOf(step, unit, scope.history?.assignments)?.id ?? "-");
}
