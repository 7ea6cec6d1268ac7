import { writeScalar } from "@facet/engine";
import { MAX_DEPTH, isMapping } from "./scope.ts";

/** Writes a value of a condition on one line, as its author would; too deep parts are left out. */
export function authorText(value: unknown, depth = 0): string {
  if (typeof value === "string") return writeScalar(value);
  if (depth > MAX_DEPTH) return "…";
  const inner = (part: unknown): string => authorText(part, depth + 1);
  if (Array.isArray(value)) return `[${value.map(inner).join(", ")}]`;
  if (!isMapping(value)) return String(value);
  const entries = Object.entries(value).map(([key, part]) => `${key}: ${inner(part)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
