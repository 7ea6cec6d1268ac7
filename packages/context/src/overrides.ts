import { SIGNALS, findSignal, parseInstant, signalPath } from "@facet/engine";
import type { Json, Ruleset, SignalInfo, SignalValue, Signals } from "@facet/engine";
import { checkValue } from "./attributes.ts";
import { suggest } from "./suggest.ts";
import type { OverrideProblem } from "./types.ts";

type Overrides = Readonly<Record<string, Json>>;

/** Names that conditions know but that are computed: how to get the effect instead. */
const COMPUTED: Readonly<Record<string, string>> = {
  time: "it is the clock: send `at` instead",
  segment: "it is computed: replace the signals that the segment's condition names",
  did: "it is history: it can be told in a rule test, not in a request",
  page: "send `page` in the request itself",
};

/**
 * Checks signals that a request wants to replace.
 *
 * @returns one entry for every name that is no signal and every value that the signal cannot have;
 *   `null` is always allowed and makes the signal absent.
 */
export function checkOverrides(signals: Overrides, ruleset: Ruleset): readonly OverrideProblem[] {
  const problems: OverrideProblem[] = [];
  for (const [path, value] of Object.entries(signals)) {
    const message = checkOverride(path, value, ruleset);
    if (message !== undefined) problems.push({ path, message });
  }
  return problems;
}

/**
 * Puts replaced signals into a tree by their dotted names. The tree stays as it is; a changed copy is
 * returned.
 */
export function applyOverrides(signals: Signals, overrides: Overrides): Signals {
  let tree = signals;
  for (const [name, value] of Object.entries(overrides)) {
    tree = withSignal(tree, signalPath(name), value);
  }
  return tree;
}

function checkOverride(name: string, value: Json, ruleset: Ruleset): string | undefined {
  if (Object.hasOwn(COMPUTED, name)) return `"${name}" cannot be replaced: ${COMPUTED[name]}`;
  const { attributes } = ruleset.artifact;
  if (Object.hasOwn(attributes, name)) {
    return `"${name}" is an attribute of site.yaml, no signal: send it in \`attributes\``;
  }
  const info = findSignal(name);
  if (info === undefined) return unknownSignal(name);
  return value === null ? undefined : checkSignal(value, info);
}

function unknownSignal(name: string): string {
  const hint = suggest(
    name,
    SIGNALS.map((signal) => signal.name),
  );
  return `"${name.slice(0, 100)}" is no signal${hint === undefined ? "" : `; ${hint}`}`;
}

function checkSignal(value: Json, { type, values, open, fold }: SignalInfo): string | undefined {
  if (type === "any") return undefined;
  if (type === "instant") {
    const isInstant =
      typeof value === "number" || (typeof value === "string" && parseInstant(value) !== undefined);
    return isInstant ? undefined : "expected an instant such as 2026-12-05T09:00:00Z";
  }
  // A city may be told by several names.
  if (fold === true && Array.isArray(value)) return checkValue(value, { type: "list" });
  return checkValue(value, {
    type,
    ...(values === undefined || open === true ? {} : { enum: values }),
  });
}

function withSignal(tree: Signals, path: readonly string[], value: Json): Signals {
  const [name, ...rest] = path;
  if (name === undefined) return tree;
  const copy: Record<string, SignalValue | Signals> = Object.assign(Object.create(null), tree);
  if (rest.length === 0) {
    copy[name] = value;
    return copy;
  }
  const child = copy[name];
  copy[name] = withSignal(isTree(child) ? child : {}, rest, value);
  return copy;
}

function isTree(node: SignalValue | Signals): node is Signals {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}
