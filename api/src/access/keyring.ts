import { LRUCache } from "lru-cache";
import type { Log } from "../ports.ts";
import { createBreaker } from "../visitors/breaker.ts";
import type { VisitorStore } from "../visitors/store.ts";
import type { ApiKey } from "./api-key.ts";
import { readKeys } from "./key-records.ts";
import { equalHashes, hashKey, keyIdOf, kindOfKey } from "./key-text.ts";

/** What a text that came as a key turned out to be. */
export type KeyFinding = ApiKey | "malformed" | "unknown" | "revoked";

/** All keys, as far as a process knows them. */
export interface Keyring {
  /** Resolves when what is known is recent, or the store does not answer in time; never rejects. */
  refresh(): Promise<void>;
  /** Whether the keys were read once. */
  isKnown(): boolean;
  /**
   * Whether calls need a key. A process that has seen one key never goes back, not even when all are
   * revoked.
   */
  isConfigured(): boolean;
  /** Makes calls need a key, whether or not there is any. */
  require(): void;
  find(text: string): Promise<KeyFinding>;
  /** Whether any publishable key that is not revoked is for pages of this origin. */
  allowsOrigin(origin: string): boolean;
}

/** Options of {@link createKeyring}. */
export interface KeyringOptions {
  readonly store: Pick<VisitorStore, "records">;
  /** Keys that are not in the store. */
  readonly fixed?: readonly ApiKey[] | undefined;
  readonly log: Log;
  /** A clock that never goes back, milliseconds. Default `performance.now`. */
  readonly elapsedMs?: () => number;
}

/** How long a list of keys is taken as it is: a revoked one is refused everywhere this much later. */
export const KEYS_FRESH_MS = 2_000;
/** How long a call waits for a newer list where there is one already. */
const PATIENCE_MS = 25;
/** How long the store may take. */
const READ_BUDGET_MS = 1_000;
/** Texts that were found to be keys, so that each is hashed once. */
const MAX_SEEN = 1_000;

const FIRST_KEY = "there is a key now: from here on every call needs one";

interface Known {
  readonly keys: ReadonlyMap<string, ApiKey>;
  readonly origins: ReadonlySet<string>;
}

/** Makes a keyring that reads the store's keys when it is asked and they may be out of date. */
export function createKeyring(options: KeyringOptions): Keyring {
  const { store, fixed = [], log, elapsedMs = () => performance.now() } = options;
  const breaker = createBreaker(log, "keys");
  const seen = new LRUCache<string, string>({ max: MAX_SEEN });
  let known = fixed.length === 0 ? undefined : toKnown(fixed);
  let configured = fixed.length > 0;
  let freshUntil = Number.NEGATIVE_INFINITY;
  let patientUntil = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    try {
      const stored = await breaker.run(() => readKeys(store), READ_BUDGET_MS);
      const before = known;
      known = toKnown([...stored, ...fixed]);
      if (configured || known.keys.size === 0) return;
      configured = true;
      if (before !== undefined) log.info({}, FIRST_KEY);
    } catch {
      // The breaker has told it, and what was known before stays.
    } finally {
      freshUntil = elapsedMs() + KEYS_FRESH_MS;
      reading = undefined;
    }
  }

  return {
    async refresh() {
      if (known !== undefined && elapsedMs() < freshUntil) return;
      if (reading === undefined) {
        patientUntil = elapsedMs() + PATIENCE_MS;
        reading = read();
      }
      const patienceMs = patientUntil - elapsedMs();
      if (known === undefined) await reading;
      else if (patienceMs > 0) await Promise.race([reading, wait(patienceMs)]);
    },
    isKnown: () => known !== undefined,
    isConfigured: () => configured,
    require() {
      configured = true;
    },
    async find(text) {
      if (kindOfKey(text) === undefined) return "malformed";
      const hash = seen.get(text) ?? (await hashKey(text));
      const key = known?.keys.get(keyIdOf(hash));
      if (key === undefined || !equalHashes(key.hash, hash)) return "unknown";
      seen.set(text, hash);
      return key.revokedAt === undefined ? key : "revoked";
    },
    allowsOrigin: (origin) => known?.origins.has(origin) === true,
  };
}

function toKnown(keys: readonly ApiKey[]): Known {
  const open = keys.filter(
    ({ kind, revokedAt }) => kind === "publishable" && revokedAt === undefined,
  );
  return {
    keys: new Map(keys.map((key) => [key.id, key])),
    origins: new Set(open.flatMap(({ origins }) => origins)),
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
