import type { Json, JsonObject } from "@facet/engine";
import type { Located, Named, RulesSource } from "../load/located.ts";
import type { Path } from "../problem.ts";
import { parseDuration } from "../scalar/duration.ts";
import { parseInstant } from "../scalar/instant.ts";
import { expectedVisitor } from "../schema/index.ts";
import type { GivenSource, PersonaSource, TestSource } from "../schema/index.ts";
import type {
  Expectation,
  GivenEvent,
  GivenVisitor,
  Persona,
  RuleTest,
  SlotExpectation,
} from "../tester/rule-test.ts";

/**
 * Compiles the example visitors.
 *
 * @param timeZone Zone of dates that name none.
 */
export function compilePersonas(source: RulesSource, timeZone: string): Persona[] {
  return source.personas.map((item) => ({
    id: item.name,
    ...pick(item.value, ["name", "description"]),
    given: toGiven(item.value, timeZone),
    place: item.placeOf([]),
  }));
}

/**
 * Compiles the rule tests; what a test gives beside its persona replaces what the persona has.
 *
 * @param timeZone Zone of dates that name none.
 */
export function compileTests(source: RulesSource, timeZone: string): RuleTest[] {
  const personas = new Map(source.personas.map((item) => [item.name, item.value]));
  return source.tests.map((item) => toTest(item, { personas, timeZone }));
}

interface TestScope {
  readonly personas: ReadonlyMap<string, PersonaSource>;
  readonly timeZone: string;
}

function toTest(item: Named<TestSource>, { personas, timeZone }: TestScope): RuleTest {
  const { persona, ...own } = item.value.given;
  const base = persona === undefined ? undefined : personas.get(persona);
  return {
    name: item.name,
    given: toGiven(base ? overlay(base, own) : own, timeZone),
    expect: toExpectation(item),
    place: item.placeOf([]),
    placeOf: (path) => item.placeOf(withoutVisitor(path)),
  };
}

type VisitorSource = Omit<GivenSource, "persona">;

/** Groups of values that are replaced one by one. */
const GROUPS = ["attributes", "device", "geo", "consent", "traits", "firstTouch"] as const;

function overlay(base: PersonaSource, own: VisitorSource): VisitorSource {
  const merged = { ...base, ...own };
  const groups = GROUPS.flatMap((key) =>
    base[key] && own[key] ? [[key, { ...base[key], ...own[key] }]] : [],
  );
  return { ...merged, ...Object.fromEntries(groups) };
}

const AS_WRITTEN = [
  ...([
    "url",
    "page",
    "referrer",
    "query",
    "attributes",
    "userAgent",
    "device",
    "geo",
    "locale",
  ] as const),
  ...(["consent", "visitorId", "visits", "score", "traits", "firstTouch"] as const),
];

function toGiven(source: VisitorSource, timeZone: string): GivenVisitor {
  const { at, lastVisit, events } = source;
  // What the files hold under these keys has come through YAML, so it is JSON.
  const plain = pick(source, AS_WRITTEN) as GivenVisitor;
  return {
    ...plain,
    ...(at === undefined ? {} : { at: toIso(at, timeZone) }),
    ...(lastVisit === undefined ? {} : { lastVisit: toPast(lastVisit, timeZone) }),
    ...(events ? { events: events.map(toEvent) } : {}),
  };
}

function toEvent({
  event,
  ago,
  properties,
}: NonNullable<VisitorSource["events"]>[number]): GivenEvent {
  return {
    event,
    agoMs: ago === undefined ? 0 : (parseDuration(ago) ?? 0),
    ...(properties ? { properties: properties as JsonObject } : {}),
  };
}

function toPast(text: string, timeZone: string): NonNullable<GivenVisitor["lastVisit"]> {
  const agoMs = parseDuration(text);
  return agoMs === undefined ? toIso(text, timeZone) : { agoMs };
}

function toIso(text: string, timeZone: string): string {
  const instant = parseInstant(text, timeZone);
  return instant === undefined ? text : new Date(instant).toISOString();
}

const VISITOR_KEYS = Object.keys(expectedVisitor) as (keyof typeof expectedVisitor)[];

/** What is expected of the visitor is written right under `expect`. */
function withoutVisitor(path: Path): Path {
  return path[1] === "visitor" ? [...path.slice(0, 1), ...path.slice(2)] : path;
}

function toExpectation({ value: { expect } }: Located<TestSource>): Expectation {
  const { slots, ...rest } = expect;
  // What the files hold under these keys has come through YAML, so it is JSON.
  const visitor = pick(rest, VISITOR_KEYS) as NonNullable<Expectation["visitor"]>;
  const plain = {
    ...pick(rest, ["page", "offers", "keyword", "segments"]),
    ...(Object.keys(visitor).length > 0 && { visitor }),
  } as Expectation;
  if (!slots) return plain;
  return {
    ...plain,
    slots: Object.fromEntries(Object.entries(slots).map(([id, slot]) => [id, toSlot(slot)])),
  };
}

type SlotSource = NonNullable<TestSource["expect"]["slots"]>[string];

function toSlot(source: SlotSource): SlotExpectation {
  const { contains, equals, content, ...rest } = source;
  return {
    ...pick(rest, ["variant", "rule", "experiment", "arm", "reason", "hidden"]),
    ...(contains === undefined
      ? {}
      : { contains: typeof contains === "string" ? [contains] : contains }),
    ...(equals === undefined ? {} : { equals: equals as Json }),
    ...(content === undefined ? {} : { content: content as Json }),
  };
}

/** The given keys of an object, without those that are absent. */
function pick<T extends object, K extends keyof T>(
  source: T,
  keys: readonly K[],
): { [P in K]?: NonNullable<T[P]> | T[P] } {
  const entries = keys.flatMap((key) => (source[key] === undefined ? [] : [[key, source[key]]]));
  return Object.fromEntries(entries) as { [P in K]?: T[P] };
}
