import type { Json } from "@facet/client";

/** `value` if it is a JSON object, else an empty one. */
export function asObject(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/** `value` if it is a text that is not empty. */
export function asText(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
