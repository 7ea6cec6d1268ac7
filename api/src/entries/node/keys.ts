import { createKeyDesk, type KeyDesk } from "../../access/key-desk.ts";
import type { ServiceOptions } from "./options.ts";
import { openAnsweringStore } from "./store.ts";

/** The keys of a service's store, and what must be closed behind them. */
export interface OpenedKeyDesk extends KeyDesk {
  close(): Promise<void>;
}

/**
 * Opens the keys of the store that a service with these options has, which may be running.
 *
 * @throws StoreOpenError where the store cannot be opened or does not answer.
 */
export async function openKeyDesk(options: Pick<ServiceOptions, "db">): Promise<OpenedKeyDesk> {
  const store = await openAnsweringStore(options.db);
  return { ...createKeyDesk(store), close: () => store.close() };
}
