import { createIngest } from "../../events/ingest.ts";
import { createLeadDesk, type LeadDesk } from "../../events/lead-desk.ts";
import { createLeadKeeper } from "../../events/lead-keeper.ts";
import { createVisitors } from "../../visitors/visitors.ts";
import { createEndpoints } from "../../webhooks/endpoints.ts";
import { createLog } from "./log.ts";
import type { ServiceOptions } from "./options.ts";
import { openAnsweringStore } from "./store.ts";

/** The leads of a service's store, and what must be closed behind them. */
export interface OpenedLeads extends LeadDesk {
  close(): Promise<void>;
}

/**
 * Opens the leads of the store that a service with these options has, which may be running: it sends
 * the webhooks of what is released.
 *
 * @throws StoreOpenError where the store cannot be opened or does not answer.
 */
export async function openLeads(options: Pick<ServiceOptions, "db">): Promise<OpenedLeads> {
  const visitors = createVisitors(await openAnsweringStore(options.db), createLog("silent"));
  const endpoints = createEndpoints(visitors, Date.now);
  const keep = createLeadKeeper({ ingest: createIngest({ visitors }), endpoints });
  return {
    ...createLeadDesk({ visitors, keep, now: Date.now }),
    close: () => visitors.close(),
  };
}
