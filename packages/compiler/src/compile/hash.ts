import { createHash } from "node:crypto";

/**
 * Writes JSON with the keys of every object in code-unit order and without what is `undefined`, so
 * that equal values give equal text (after RFC 8785, JSON Canonicalization Scheme).
 */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

/**
 * Names a compiled rule set by its content.
 *
 * @param content The artifact without its revision.
 * @param buffers What goes with it.
 * @returns `r_` and the first 12 hex digits of the SHA-256 of the canonical JSON and the buffers.
 */
export function revisionOf(content: object, buffers: readonly ArrayBuffer[]): string {
  const hash = createHash("sha256").update(canonicalJson(content), "utf8");
  for (const buffer of buffers) hash.update(new Uint8Array(buffer));
  return `r_${hash.digest("hex").slice(0, 12)}`;
}
