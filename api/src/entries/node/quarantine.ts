import { createIngest } from "../../events/ingest.ts";
import { createQuarantine, type Quarantine } from "../../events/quarantine.ts";
import { createVisitors } from "../../visitors/visitors.ts";
import { createLog } from "./log.ts";
import type { ServiceOptions } from "./options.ts";
import { openAnsweringStore } from "./store.ts";

/** The quarantine of a service's store, and what must be closed behind it. */
export interface OpenedQuarantine extends Quarantine {
  close(): Promise<void>;
}

/**
 * Opens the quarantine of the store that a service with these options has, which may be running.
 *
 * @throws StoreOpenError where the store cannot be opened or does not answer.
 */
export async function openQuarantine(
  options: Pick<ServiceOptions, "db">,
): Promise<OpenedQuarantine> {
  const visitors = createVisitors(await openAnsweringStore(options.db), createLog("silent"));
  const ingest = createIngest({ visitors });
  return {
    ...createQuarantine({ visitors, ingest, now: Date.now }),
    close: () => visitors.close(),
  };
}
