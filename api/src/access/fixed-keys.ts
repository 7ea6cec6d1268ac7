import * as z from "zod";
import { toJsonPath } from "../http/parse.ts";
import type { ApiKey } from "./api-key.ts";
import { keyIdOf } from "./key-text.ts";
import { parseOrigin } from "./origin.ts";

const originSchema = z.string().transform((text, context) => {
  const origin = parseOrigin(text);
  if (origin !== undefined) return origin;
  context.addIssue({ code: "custom", message: "expected an origin such as https://okna.example" });
  return z.NEVER;
});

const fixedKeysSchema = z.array(
  z.strictObject({
    site: z.string().min(1),
    kind: z.enum(["publishable", "secret"]),
    sha256: z
      .string()
      .regex(/^[\da-f]{64}$/u, "expected the SHA-256 of a key, 64 hexadecimal digits"),
    origins: z.array(originSchema).default([]),
    label: z.string().optional(),
  }),
);

/** Keys that were read, or what is wrong with them. */
export type FixedKeys =
  | { readonly keys: readonly ApiKey[] }
  | { readonly mistakes: readonly string[] };

/**
 * Reads keys that do not come from the store: a JSON list of `{ site, kind, sha256, origins?, label? }`,
 * as `facet keys create --print` writes it.
 */
export function parseFixedKeys(text: string): FixedKeys {
  const given = readJson(text);
  if (!Array.isArray(given)) return { mistakes: ["expected a JSON list"] };
  const result = fixedKeysSchema.safeParse(given);
  if (result.success) return { keys: result.data.map(toKey) };
  return {
    mistakes: result.error.issues.map(({ path, message }) => `${toJsonPath(path)}: ${message}`),
  };
}

function toKey({ sha256: hash, ...key }: z.output<typeof fixedKeysSchema>[number]): ApiKey {
  return { ...key, id: keyIdOf(hash), hash };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
