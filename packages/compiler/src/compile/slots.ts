import type { Content, Json, JsonObject, Localised, Slot, SlotType } from "@facet/engine";
import type { Located } from "../load/located.ts";
import type { SiteSource, SlotSource } from "../schema/index.ts";
import { compileValue } from "./content-value.ts";
import type { ShownContent } from "./content-value.ts";
import type { InsertionRules } from "./insertion-check.ts";
import { compileJsonSchema } from "./json-schema.ts";
import type { JsonCheck } from "./json-schema.ts";
import { checkLength } from "./length.ts";
import { mergeContent } from "./merge-content.ts";
import { checkReference, REFERENCES } from "./reference.ts";
import { complain, rootOf, within } from "./spot.ts";
import type { Spot } from "./spot.ts";

/** A slot, with what the contents of rules are compiled against. */
export interface CompiledSlot {
  readonly id: string;
  readonly slot: Slot;
  readonly type: SlotType;
  readonly rules: InsertionRules;
  /** Complete content by language; the site's first is always there. */
  readonly defaults: Localised<ShownContent>;
  /** Checks values against the slot's JSON Schema. */
  readonly check?: JsonCheck;
}

/** What slots are compiled with. */
export interface SlotScope {
  readonly locales: readonly string[];
  readonly checkSignal: InsertionRules["checkSignal"];
}

/** Compiles the slots of a site, each with its default in every language that has one. */
export function compileSlots(
  site: Located<SiteSource>,
  scope: SlotScope,
): Map<string, CompiledSlot> {
  const slots = new Map<string, CompiledSlot>();
  for (const [id, source] of Object.entries(site.value.slots ?? {})) {
    slots.set(id, compileSlot(id, source, { scope, spot: within(rootOf(site), "slots", id) }));
  }
  return slots;
}

interface SlotPlace {
  readonly scope: SlotScope;
  readonly spot: Spot;
}

function compileSlot(id: string, source: SlotSource, { scope, spot }: SlotPlace): CompiledSlot {
  const rules = { checkSignal: scope.checkSignal, insertAny: source.insert === "any" };
  const check =
    source.type === "json" && source.schema
      ? schemaCheck(source.schema as JsonObject, spot)
      : undefined;
  const { maxLength } = source;
  const base = { type: source.type, ...(typeof maxLength === "number" ? { maxLength } : {}) };
  const [first = ""] = scope.locales;
  const compileDefault = (key: string): ShownContent => {
    const place = within(spot, key);
    const value = (source as Readonly<Record<string, unknown>>)[key] as Json;
    const content = compileValue(source.type, value, { rules, spot: place });
    checkLength(base, content, place);
    return content;
  };
  const defaults = new Map([[first, compileDefault("default")]]);
  for (const key of Object.keys(source)) {
    const [name, locale] = key.split("@");
    if (name !== "default" || locale === undefined) continue;
    const known = new Set(scope.locales);
    const place = within(spot, key);
    if (!checkReference(place, { kind: REFERENCES.locale, name: locale, known }, { onKey: true }))
      continue;
    defaults.set(locale, mergeContent(defaults.get(first) ?? { value: null }, compileDefault(key)));
  }
  for (const [locale, content] of defaults) {
    checkValue(
      check,
      content.value,
      within(spot, locale === first ? "default" : `default@${locale}`),
    );
  }
  const shown: Localised<Content> = Object.fromEntries(defaults);
  const slot: Slot = {
    ...base,
    ...(source.insert ? { insert: source.insert } : {}),
    default: shown,
  };
  return {
    id,
    slot,
    type: source.type,
    rules,
    defaults: Object.fromEntries(defaults),
    ...(check ? { check } : {}),
  };
}

function schemaCheck(schema: JsonObject, spot: Spot): JsonCheck | undefined {
  const compiled = compileJsonSchema(schema);
  if ("check" in compiled) return compiled.check;
  for (const { path, message } of compiled.problems.slice(0, 1)) {
    complain(within(spot, "schema", ...path), {
      code: "bad-schema",
      message: `this is no usable JSON Schema: ${message}`,
    });
  }
  return undefined;
}

/** Reports where a value does not follow its slot's JSON Schema. */
export function checkValue(check: JsonCheck | undefined, value: Json, spot: Spot): void {
  for (const { path, message } of check?.(value) ?? []) {
    complain(within(spot, ...path), {
      code: "content-schema",
      message: `${path.length === 0 ? "the value" : `"${path.join(".")}"`} ${message} (the slot's schema)`,
    });
  }
}
