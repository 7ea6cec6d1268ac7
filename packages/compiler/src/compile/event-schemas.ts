import type { EventProperty, EventPropertyKind, EventSchema, RulesetArtifact } from "@facet/engine";
import type { Named, RulesSource } from "../load/located.ts";
import type { EventSchemaSource } from "../schema/index.ts";
import { byKey } from "./sorted.ts";
import { complain, rootOf, within } from "./spot.ts";

type PropertySource = NonNullable<EventSchemaSource["properties"]>[string];

/** Compiles what events have to be, in order of name; nothing where no file says so. */
export function compileEventSchemas({
  eventSchemas,
}: RulesSource): Pick<RulesetArtifact, "eventSchemas"> {
  if (eventSchemas.length === 0) return {};
  return { eventSchemas: byKey(eventSchemas.map((item) => [item.name, compileEventSchema(item)])) };
}

function compileEventSchema(item: Named<EventSchemaSource>): EventSchema {
  const properties = Object.entries(item.value.properties ?? {});
  for (const [name, property] of properties) checkEnum(item, name, property);
  return { properties: byKey(properties.map(([name, property]) => [name, toProperty(property)])) };
}

function toProperty({ type, enum: values, required }: PropertySource): EventProperty {
  return { type, ...(values ? { enum: values } : {}), ...(required ? { required } : {}) };
}

/** What the listed values of a type are; absent: it has no list of values. */
const LISTED: Readonly<Partial<Record<EventPropertyKind, readonly ("string" | "number")[]>>> = {
  string: ["string"],
  date: ["string"],
  number: ["number"],
  list: ["string", "number"],
};

/** A listed value of another type would put every event that has it into quarantine. */
function checkEnum(
  item: Named<EventSchemaSource>,
  name: string,
  { type, enum: values = [] }: PropertySource,
): void {
  const allowed: readonly string[] = LISTED[type] ?? [];
  values.forEach((value, index) => {
    if (allowed.includes(typeof value)) return;
    const spot = within(rootOf(item), "properties", name, "enum", index);
    complain(spot, {
      code: "enum-type",
      message:
        allowed.length === 0
          ? `a ${type} has no list of values`
          : `"${name}" is a ${type}, but this value is a ${typeof value}`,
      suggestion:
        allowed.length === 0
          ? "leave the enum out"
          : typeof value === "number"
            ? `quote it, or write "type: number"`
            : `write a number, or "type: string"`,
    });
  });
}
