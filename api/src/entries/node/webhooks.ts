import { createWebhookDesk, type WebhookDesk } from "../../webhooks/desk.ts";
import type { ServiceOptions } from "./options.ts";
import { openAnsweringStore } from "./store.ts";

/** The webhooks of a service's store, and what must be closed behind them. */
export interface OpenedWebhooks extends WebhookDesk {
  close(): Promise<void>;
}

/**
 * Opens the webhooks of the store that a service with these options has, which may be running.
 *
 * @throws StoreOpenError where the store cannot be opened or does not answer.
 */
export async function openWebhooks(options: Pick<ServiceOptions, "db">): Promise<OpenedWebhooks> {
  const store = await openAnsweringStore(options.db);
  return { ...createWebhookDesk(store), close: () => store.close() };
}
