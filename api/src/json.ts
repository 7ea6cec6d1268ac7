import type { JsonObject } from "@facet/engine";

/** The value where it is a JSON object, else an empty one. */
export function toRecord(value: unknown): JsonObject {
  return isRecord(value) ? value : {};
}

/** The value where it is a text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
