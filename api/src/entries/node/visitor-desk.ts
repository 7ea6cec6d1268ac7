import { createAccessLog } from "../../privacy/access-log.ts";
import { createErasing } from "../../privacy/erase.ts";
import { createVisitorDesk, type VisitorDesk } from "../../privacy/visitor-desk.ts";
import { createVisitors } from "../../visitors/visitors.ts";
import { createLog } from "./log.ts";
import type { ServiceOptions } from "./options.ts";
import { openAnsweringStore } from "./store.ts";

/** The visitors of a service's store as people may ask for them, and what must be closed behind it. */
export interface OpenedVisitorDesk extends VisitorDesk {
  close(): Promise<void>;
}

/**
 * Opens the visitors of the store that a service with these options has, which may be running.
 *
 * @throws StoreOpenError where the store cannot be opened or does not answer.
 */
export async function openVisitorDesk(
  options: Pick<ServiceOptions, "db">,
): Promise<OpenedVisitorDesk> {
  const visitors = createVisitors(await openAnsweringStore(options.db), createLog("silent"));
  const accessLog = createAccessLog(visitors, Date.now);
  const erase = createErasing({ visitors, accessLog });
  return {
    ...createVisitorDesk({ visitors, accessLog, erase, now: Date.now }),
    close: () => visitors.close(),
  };
}
