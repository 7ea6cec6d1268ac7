import type { StoredRecord } from "../visitors/store.ts";
import type { KeyKind } from "./caller.ts";
import { keyIdOf } from "./key-text.ts";

/** A key as it is known: never its text. Times are epoch milliseconds. */
export interface ApiKey {
  readonly id: string;
  readonly kind: KeyKind;
  readonly site: string;
  /** SHA-256 of the key, hexadecimal. */
  readonly hash: string;
  /** Origins of the pages that may use a publishable key. */
  readonly origins: readonly string[];
  /** What people call it. */
  readonly label?: string;
  readonly revokedAt?: number;
}

/** A key of the store. */
export interface KeptKey extends ApiKey {
  readonly createdAt: number;
}

/** Where keys are kept among the store's records. */
export const KEYS = "keys";

/** Writes a key as a record of the store. */
export function toKeyRecord({ id, site, createdAt, ...body }: KeptKey): StoredRecord {
  return {
    collection: KEYS,
    site,
    id,
    at: createdAt,
    body: { ...body, origins: [...body.origins] },
  };
}

/** Reads a key from a record; `undefined` where it is none. */
export function fromKeyRecord({ site, at, body }: StoredRecord): KeptKey | undefined {
  const { kind, hash, origins, label, revokedAt } = body;
  if ((kind !== "publishable" && kind !== "secret") || typeof hash !== "string") return undefined;
  const listed = Array.isArray(origins) ? origins : [];
  return {
    id: keyIdOf(hash),
    kind,
    site,
    hash,
    origins: listed.filter((origin) => typeof origin === "string"),
    ...(typeof label === "string" ? { label } : {}),
    createdAt: at,
    ...(typeof revokedAt === "number" ? { revokedAt } : {}),
  };
}
