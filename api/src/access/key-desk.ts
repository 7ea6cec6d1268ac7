import type { VisitorStore } from "../visitors/store.ts";
import { type KeptKey, toKeyRecord } from "./api-key.ts";
import type { KeyKind } from "./caller.ts";
import { readCollection, readKeys } from "./key-records.ts";
import { hashKey, keyIdOf, kindOfKey, makeKey } from "./key-text.ts";
import { KEY_USES } from "./key-uses.ts";

/** What a new key is to be. */
export interface KeyRequest {
  readonly kind: KeyKind;
  readonly site: string;
  /** Origins of the pages that may use it, as `parseOrigin` gives them. */
  readonly origins: readonly string[];
  readonly label?: string | undefined;
}

/** A key that was just made. */
export interface MadeKey {
  /** The key itself: it cannot be had again. */
  readonly text: string;
  readonly key: KeptKey;
}

/** A key as a list tells of it. */
export interface ListedKey extends KeptKey {
  /** Epoch milliseconds, to the hour; absent: it never was. */
  readonly lastUsedAt?: number;
}

/** Makes, lists and revokes the keys of a store; servers on it follow within seconds. */
export interface KeyDesk {
  create(request: KeyRequest): Promise<MadeKey>;
  /** All keys, revoked ones too, oldest first. */
  list(): Promise<readonly ListedKey[]>;
  /**
   * Revokes a key for good.
   *
   * @param name Its id, or the key itself.
   * @returns the key; `undefined` where there is none of this name.
   */
  revoke(name: string): Promise<KeptKey | undefined>;
}

/** Makes a key without keeping it. */
export async function mintKey(request: KeyRequest, createdAt: number): Promise<MadeKey> {
  const { kind, site, origins, label } = request;
  const text = makeKey(kind);
  const hash = await hashKey(text);
  const named = label === undefined ? {} : { label };
  return { text, key: { id: keyIdOf(hash), kind, site, hash, origins, ...named, createdAt } };
}

/** Opens the desk. */
export function createKeyDesk(
  store: Pick<VisitorStore, "put" | "records">,
  now: () => number = Date.now,
): KeyDesk {
  async function lastUses(): Promise<ReadonlyMap<string, number>> {
    const uses = await readCollection(store, KEY_USES);
    return new Map(uses.map(({ id, at }) => [id, at]));
  }

  return {
    async create(request) {
      const made = await mintKey(request, now());
      await store.put(toKeyRecord(made.key));
      return made;
    },
    async list() {
      const [keys, uses] = await Promise.all([readKeys(store), lastUses()]);
      return keys.map((key) => toListed(key, uses.get(key.id)));
    },
    async revoke(name) {
      const id = kindOfKey(name) === undefined ? name : keyIdOf(await hashKey(name));
      const key = (await readKeys(store)).find((each) => each.id === id);
      if (key === undefined || key.revokedAt !== undefined) return key;
      const revoked = { ...key, revokedAt: now() };
      await store.put(toKeyRecord(revoked));
      return revoked;
    },
  };
}

function toListed(key: KeptKey, lastUsedAt: number | undefined): ListedKey {
  return lastUsedAt === undefined ? key : { ...key, lastUsedAt };
}
