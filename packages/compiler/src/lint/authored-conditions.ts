import { rootOf, within } from "../compile/spot.ts";
import type { Spot } from "../compile/spot.ts";
import type { RulesSource } from "../load/located.ts";

/** A condition as it is written, and where. */
export interface AuthoredCondition {
  readonly input: unknown;
  readonly spot: Spot;
}

/** Every condition on visitors that the files hold. */
export function authoredConditions(source: RulesSource): AuthoredCondition[] {
  const found: AuthoredCondition[] = [];
  const add = (input: unknown, spot: Spot): void => {
    if (input !== undefined) found.push({ input, spot });
  };
  for (const item of [
    ...source.segments,
    ...source.rules,
    ...source.experiments,
    ...source.offers,
  ]) {
    add(item.value.when, within(rootOf(item), "when"));
  }
  for (const item of source.rules) {
    item.value.variants.forEach(({ when }, index) =>
      add(when, within(rootOf(item), "variants", index, "when")),
    );
  }
  const { scoring } = source;
  scoring?.value.fit?.forEach(({ when }, index) =>
    add(when, within(rootOf(scoring), "fit", index, "when")),
  );
  return found;
}

/** An event that a condition counts. */
export interface CountedEvent {
  readonly event: string;
  /** Place of its name. */
  readonly spot: Spot;
}

/** Finds the events of every `did` in a condition. */
export function countedEvents(condition: AuthoredCondition): CountedEvent[] {
  return testsOf(condition).flatMap(({ name, input, spot }) =>
    name === "did" && typeof input === "object" && input !== null && !Array.isArray(input)
      ? Object.keys(input).map((event) => ({ event, spot: within(spot, event) }))
      : [],
  );
}

/** A test of a condition: the signal or question, what it is held against, and where. */
export interface AuthoredTest extends AuthoredCondition {
  readonly name: string;
}

/** Finds every test of a condition, however deep it stands. */
export function testsOf({ input, spot }: AuthoredCondition): AuthoredTest[] {
  if (Array.isArray(input)) {
    return input.flatMap((part: unknown, index) =>
      testsOf({ input: part, spot: within(spot, index) }),
    );
  }
  if (typeof input !== "object" || input === null) return [];
  return Object.entries(input).flatMap(([name, value]: [string, unknown]) => {
    const place = within(spot, name);
    return LOGICAL.has(name)
      ? testsOf({ input: value, spot: place })
      : [{ name, input: value, spot: place }];
  });
}

const LOGICAL: ReadonlySet<string> = new Set("all any not $all $any $not $and $or $nor".split(" "));
