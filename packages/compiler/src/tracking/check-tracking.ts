import type { RulesetArtifact } from "@facet/engine";
import { parseRules } from "../load/index.ts";
import type { RuleFiles } from "../load/index.ts";
import { signalUses } from "./signal-uses.ts";
import type { SignalUses } from "./signal-uses.ts";
import { TRACKING_SYSTEMS, toTrackingTemplate } from "./templates.ts";
import type { AdPlatform, TrackingSystem } from "./templates.ts";

/** The tracking template of an ad system, checked against a rule set. */
export interface TrackingCheck {
  readonly platform: AdPlatform;
  readonly name: string;
  readonly where: string;
  /** The text to paste. */
  readonly template: string;
  /** What the rules read and the template does not send. */
  readonly missing: readonly MissingSignal[];
  /** The text to paste so that what can be sent is sent; absent where nothing can be added. */
  readonly complete?: string;
  readonly notes: readonly string[];
}

/** Something that the rules read and a template does not send. */
export interface MissingSignal {
  /** A signal, or a column of ids of a keyword list. */
  readonly signal: string;
  /** The first places that read it. */
  readonly usedBy: readonly string[];
  /** What to add to the template, `name=macro`; absent where the ad system cannot tell it. */
  readonly add?: string;
  /** Why, and what to do. */
  readonly message: string;
}

/** Parameters that name one id. */
const SAME_ID: Readonly<Record<string, string>> = {
  ad_id: "banner_id",
  banner_id: "ad_id",
  gbid: "adgroupid",
  adgroupid: "gbid",
};

/** Checks the template of an ad system against what the rules read; without rules only the template. */
export function checkTracking(
  platform: AdPlatform,
  rules?: { readonly files: RuleFiles; readonly artifact: RulesetArtifact },
): TrackingCheck {
  const system = TRACKING_SYSTEMS[platform];
  const missing = rules
    ? [...missingSignals(system, signalUses(rules.artifact)), ...missingIds(system, rules.files)]
    : [];
  const added = missing.flatMap(({ add }) =>
    add === undefined ? [] : [add.split("=", 2) as [string, string]],
  );
  return {
    platform,
    name: system.name,
    where: system.where,
    template: toTrackingTemplate(system.template),
    missing,
    ...(added.length === 0
      ? {}
      : { complete: toTrackingTemplate({ ...system.template, ...Object.fromEntries(added) }) }),
    notes: system.notes,
  };
}

function missingSignals(system: TrackingSystem, uses: SignalUses): MissingSignal[] {
  const found: MissingSignal[] = [];
  for (const [signal, usedBy] of uses) {
    const parameter = parameterOf(signal);
    if (parameter === undefined || Object.hasOwn(system.template, parameter)) continue;
    found.push(missingParameter(system, { signal, usedBy, parameter }));
  }
  const phrase = [...uses].find(([signal]) => signal === "query" || signal.startsWith("keyword."));
  if (phrase && !system.hasPhrase) {
    const [signal, usedBy] = phrase;
    const message = `${system.name} tells no ad phrase: only a list with its ids can set keyword.*`;
    found.push({ signal, usedBy, message });
  }
  return found;
}

/** The URL parameter that a signal is read from; `undefined` where it is from elsewhere. */
function parameterOf(signal: string): string | undefined {
  const [, utm, query] =
    /^(?:(?:first|last)Touch\.)?(?:utm\.(\w+)|url\.query\.(.+))$/.exec(signal) ?? [];
  return utm === undefined ? query : `utm_${utm}`;
}

interface WantedParameter {
  readonly signal: string;
  readonly usedBy: readonly string[];
  readonly parameter: string;
}

function missingParameter(
  system: TrackingSystem,
  { signal, usedBy, parameter }: WantedParameter,
): MissingSignal {
  if (parameter === "utm_term" && !system.hasPhrase) {
    return {
      signal,
      usedBy,
      message: `${system.name} tells no ad phrase, so there is nothing to send as utm_term`,
    };
  }
  const macro = Object.hasOwn(system.more, parameter) ? system.more[parameter] : undefined;
  if (macro !== undefined) {
    return {
      signal,
      usedBy,
      add: `${parameter}=${macro}`,
      message: `the template does not send ${parameter}`,
    };
  }
  const message = `${system.name} has no macro for ${parameter}; add ${parameter}=… with a text of your own, or leave these rules to other traffic`;
  return { signal, usedBy, message };
}

/** Columns of ids in keyword lists of the system that no parameter of the template answers to. */
function missingIds(system: TrackingSystem, files: RuleFiles): MissingSignal[] {
  const lists = new Map<string, string[]>();
  for (const { name, value, table } of parseRules(files).source.keywordLists) {
    if (!system.lists.includes(value.platform ?? "plain")) continue;
    for (const column of idColumns(table?.rows ?? [])) {
      lists.set(column, [...(lists.get(column) ?? []), `keyword list ${name}`]);
    }
  }
  const sends = (column: string): boolean =>
    Object.hasOwn(system.template, column) || Object.hasOwn(system.template, SAME_ID[column] ?? "");
  return [...lists].flatMap(([column, usedBy]) =>
    sends(column) ? [] : [missingParameter(system, { signal: column, usedBy, parameter: column })],
  );
}

function idColumns(
  rows: readonly { readonly ids: Readonly<Record<string, string>> }[],
): ReadonlySet<string> {
  return new Set(rows.flatMap(({ ids }) => Object.keys(ids)));
}
