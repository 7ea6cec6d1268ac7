import { emptyHistory, loadRuleset } from "@facet/engine";
import type {
  Arm,
  Condition,
  Context,
  Decision,
  DecideOptions,
  Experiment,
  Offer,
  Ruleset,
  RulesetArtifact,
  Signals,
  TargetingRule,
  Variant,
  VisitorHistory,
} from "@facet/engine";
import { decide } from "@facet/engine";

/** 2026-12-02T12:00:00Z, a Wednesday. */
export const NOW = Date.UTC(2026, 11, 2, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An artifact with one page `home` (path `/`) and two text slots `a` and `b`. */
export function artifact(over: Partial<RulesetArtifact> = {}): RulesetArtifact {
  return {
    schemaVersion: 1,
    revision: "r_000000000001",
    site: {
      id: "site",
      locales: ["en"],
      timeZone: "Europe/Moscow",
      consent: "granted",
      holdout: 0,
    },
    attributes: {},
    slots: {
      a: { type: "text", default: { en: { value: "default a" } } },
      b: { type: "text", default: { en: { value: "default b" } } },
    },
    pages: [{ id: "home", paths: [[]], slots: ["a", "b"] }],
    segments: {},
    rules: [],
    offers: [],
    offerGroups: {},
    offerLimits: {},
    scoring: { points: [], interest: [], fit: [] },
    keywordLists: [],
    goals: {},
    events: {},
    placeForms: {},
    ...over,
  };
}

/** The bytes of a base64 text, in a buffer of their own. */
export function fromBase64(text: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(text, "base64")).buffer;
}

export function ruleset(over: Partial<RulesetArtifact> = {}): Ruleset {
  return loadRuleset(artifact(over));
}

export function history(over: Partial<VisitorHistory> = {}): VisitorHistory {
  return { ...emptyHistory(NOW - HOUR), ...over };
}

/** A new visitor on `home`, with an id and an empty history. */
export function context(over: Partial<Context> = {}): Context {
  return {
    now: NOW,
    page: "home",
    signals: {},
    visitorId: "visitor-1",
    history: history(),
    ...over,
  };
}

/** A visitor of whose past nothing is known. */
export function stranger(over: Partial<Context> = {}): Context {
  const { history: _past, visitorId: _id, ...rest } = context();
  return { ...rest, ...over };
}

/** Decides with a rule set made for one test. */
export function decideWith(
  over: Partial<RulesetArtifact>,
  given: Partial<Context> = {},
  options?: DecideOptions,
): Decision {
  return decide(ruleset(over), context(given), options);
}

export function equals(path: string, value: string | number | boolean): Condition {
  return { op: "signal", path: path.split("."), tests: [{ is: "eq", value }] };
}

export function atLeast(path: string, value: number): Condition {
  return { op: "signal", path: path.split("."), tests: [{ is: "gte", value }] };
}

export const NEVER: Condition = { op: "constant", value: false };

/** Text content by slot id, in English. */
export function texts(content: Readonly<Record<string, string>>): Variant["content"] {
  return Object.fromEntries(
    Object.entries(content).map(([slot, value]) => [slot, { en: { value } }]),
  );
}

export function variant(
  id: string,
  content: Readonly<Record<string, string>>,
  when?: Condition,
): Variant {
  return { id, content: texts(content), ...(when ? { when } : {}) };
}

export function rule(
  id: string,
  variants: readonly Variant[],
  over: Partial<TargetingRule> = {},
): TargetingRule {
  return {
    kind: "rule",
    id,
    priority: 100,
    enabled: true,
    bundle: false,
    variants,
    slots: [...new Set(variants.flatMap(({ content }) => Object.keys(content)))],
    ...over,
  };
}

export function arm(id: string, content: Readonly<Record<string, string>> = {}, weight = 50): Arm {
  return { id, weight, content: texts(content) };
}

export function experiment(
  id: string,
  arms: readonly Arm[],
  over: Partial<Experiment> = {},
): Experiment {
  return {
    kind: "experiment",
    id,
    priority: 200,
    enabled: true,
    traffic: 10_000,
    arms,
    slots: [...new Set(arms.flatMap(({ content }) => Object.keys(content)))],
    ...over,
  };
}

export function offer(id: string, over: Partial<Offer> = {}): Offer {
  return {
    id,
    priority: 50,
    type: "modal",
    enabled: true,
    trigger: { exit: true },
    limits: { windows: [] },
    holdout: 0,
    content: { en: { value: { title: id } } },
    ...over,
  };
}

/** A tree of signals from dotted names. */
export function signals(flat: Readonly<Record<string, unknown>>): Signals {
  const tree: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    const keys = name.split(".");
    const last = keys.pop() ?? "";
    let node = tree;
    for (const key of keys) node = (node[key] ??= {}) as Record<string, unknown>;
    node[last] = value;
  }
  return tree as Signals;
}
