import {
  type EventProperty,
  type EventPropertyKind,
  type Json,
  type JsonObject,
  parseInstant,
  type RulesetArtifact,
} from "@facet/engine";
import { FACET_EVENTS } from "@facet/protocol";
import { suggest } from "@facet/context";
import { toJsonPath } from "../http/parse.ts";
import type { RequestMistake } from "../http/problem.ts";
import { isRecord } from "../json.ts";

/** An event, as a site's schema sees it. */
export interface SchemaSubject {
  readonly name: string;
  readonly properties: JsonObject;
}

/** What a site's schema says of an event. */
export interface SchemaVerdict {
  /** It cannot be counted. */
  readonly mistake?: RequestMistake;
  /** It is counted, but the site does not know it so. */
  readonly warnings: readonly RequestMistake[];
}

type SchemaRules = Pick<RulesetArtifact, "eventSchemas" | "events" | "goals">;

const FINE: SchemaVerdict = { warnings: [] };

/**
 * Holds an event against the site's `eventSchemas`. Without any, every event is fine; with some, an
 * unknown event or property is only told of, and a property of another type is a mistake.
 */
export function checkEvent({ name, properties }: SchemaSubject, rules: SchemaRules): SchemaVerdict {
  const { eventSchemas } = rules;
  if (eventSchemas === undefined) return FINE;
  const schema = Object.hasOwn(eventSchemas, name) ? eventSchemas[name] : undefined;
  if (schema === undefined) return unknownEvent(name, rules);
  const declared = Object.entries(schema.properties);
  for (const [property, wanted] of declared) {
    const value = Object.hasOwn(properties, property) ? properties[property] : undefined;
    const message = mistakeOf(value, wanted);
    if (message === undefined) continue;
    return { mistake: { path: toJsonPath(["properties", property]), message }, warnings: [] };
  }
  const known = declared.map(([property]) => property);
  const warnings = Object.keys(properties)
    .filter((property) => !Object.hasOwn(schema.properties, property))
    .map((property) => ({
      path: toJsonPath(["properties", property]),
      message: unknown("property", property, known),
    }));
  return { warnings };
}

function unknownEvent(
  name: string,
  { eventSchemas = {}, events, goals }: SchemaRules,
): SchemaVerdict {
  const known = new Set([
    ...Object.keys(eventSchemas),
    ...Object.keys(events),
    ...Object.values(goals).map(({ event }) => event),
    ...Object.values(FACET_EVENTS),
  ]);
  if (known.has(name)) return FINE;
  return { warnings: [{ path: "$.event", message: unknown("event", name, known) }] };
}

function unknown(kind: string, name: string, known: Iterable<string>): string {
  const guess = suggest(name, known);
  return `the site's eventSchemas have no such ${kind}${guess === undefined ? "" : `; ${guess}`}`;
}

const EXPECTED: Readonly<Record<EventPropertyKind, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  date: "a time such as 2026-12-05T09:00:00Z",
  list: "a list",
  object: "an object",
};

/** Null is absent, as in conditions. */
function mistakeOf(
  value: Json | undefined,
  { type, enum: allowed, required }: EventProperty,
): string | undefined {
  if (value === undefined || value === null) {
    return required ? `expected ${EXPECTED[type]}: it is required` : undefined;
  }
  if (!isOf(type, value)) return `expected ${EXPECTED[type]}`;
  if (allowed === undefined) return undefined;
  const items: readonly Json[] = Array.isArray(value) ? value : [value];
  const isAllowed = items.every((item) => allowed.some((each) => each === item));
  return isAllowed
    ? undefined
    : `expected ${type === "list" ? "items" : "one"} of ${allowed.join(", ")}`;
}

function isOf(type: EventPropertyKind, value: Json): boolean {
  switch (type) {
    case "list":
      return Array.isArray(value);
    case "object":
      return isRecord(value);
    case "date":
      return typeof value === "string" && parseInstant(value) !== undefined;
    case "string":
    case "number":
    case "boolean":
      return typeof value === type;
  }
}
