import type { Log } from "../ports.ts";
import type { VisitorStore } from "../visitors/store.ts";
import type { ApiKey } from "./api-key.ts";

/** Where the last uses of keys are kept among the store's records: apart from the keys themselves. */
export const KEY_USES = "key-uses";

/** Writes down when keys are used, to the hour. */
export interface KeyUses {
  record(key: ApiKey): void;
}

/** Options of {@link createKeyUses}. */
export interface KeyUsesOptions {
  readonly store: Pick<VisitorStore, "put">;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const HOUR_MS = 3_600_000;

/** Makes the note of uses: one write a key and hour, behind the answer. */
export function createKeyUses({ store, log, now }: KeyUsesOptions): KeyUses {
  const noted = new Map<string, number>();
  return {
    record({ id, site }) {
      const at = Math.floor(now() / HOUR_MS) * HOUR_MS;
      if (noted.get(id) === at) return;
      noted.set(id, at);
      store.put({ collection: KEY_USES, site, id, at, body: {} }).catch((error: unknown) => {
        log.debug({ err: error, key: id }, "the use of a key was not written down");
      });
    },
  };
}
