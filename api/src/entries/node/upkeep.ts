import { countOld, type OldCounts } from "../../privacy/count-old.ts";
import { type Rescored, type RescoreOptions, rescoreSite } from "../../visitors/rescore-site.ts";
import { createVisitors } from "../../visitors/visitors.ts";
import { createLog } from "./log.ts";
import type { ServiceOptions } from "./options.ts";
import { openAnsweringStore } from "./store.ts";

/** Work on all visitors of a site. */
export interface Upkeep {
  /** Works their ledgers out anew. */
  rescore(options: Omit<RescoreOptions, "now">): Promise<Rescored>;
  /** Forgets what is older than `before`, epoch milliseconds. */
  purge(site: string, before: number): Promise<OldCounts>;
  /** Counts what a purge would forget of them. */
  countOld(site: string, before: number): Promise<OldCounts>;
  close(): Promise<void>;
}

/**
 * Opens the store that a service with these options has, which may be running, for work on all of it.
 *
 * @throws StoreOpenError where the store cannot be opened or does not answer.
 */
export async function openUpkeep(options: Pick<ServiceOptions, "db">): Promise<Upkeep> {
  const visitors = createVisitors(await openAnsweringStore(options.db), createLog("silent"));
  return {
    rescore: (rescoring) => rescoreSite(visitors, { ...rescoring, now: Date.now }),
    purge: visitors.purge,
    countOld: (site, before) => countOld(visitors, site, before),
    close: () => visitors.close(),
  };
}
