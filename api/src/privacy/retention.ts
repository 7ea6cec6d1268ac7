import type { Log } from "../ports.ts";
import type { Sites } from "../rulesets/sites.ts";
import type { Visitors } from "../visitors/visitors.ts";

/** Forgets what is older than the sites want it kept. */
export interface Retention {
  /** Purges the sites that were not purged for a day. */
  purgeDue(): Promise<void>;
  /** Looks now and every hour from now on. */
  start(): void;
  /** Looks no more; what is under way goes on as long as the store is open. */
  stop(): void;
}

/** What retention works with. */
export interface RetentionOptions {
  readonly sites: Pick<Sites, "list">;
  readonly visitors: Pick<Visitors, "purge" | "put" | "records">;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** When each site was purged last, so that neither a restart nor another node does it again. */
const COLLECTION = "retention";
const ID = "purged";
const DAY_MS = 86_400_000;
const LOOK_EVERY_MS = 3_600_000;

/** Makes the retention of the sites that have one in their rules. */
export function createRetention({ sites, visitors, log, now }: RetentionOptions): Retention {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStarted = false;

  async function isDue(site: string): Promise<boolean> {
    const [last] = await visitors.records({ collection: COLLECTION, site, limit: 1 });
    return last === undefined || now() - last.at >= DAY_MS;
  }

  async function purgeSite(site: string, retentionMs: number): Promise<void> {
    if (!(await isDue(site))) return;
    const at = now();
    const gone = await visitors.purge(site, at - retentionMs);
    await visitors.put({ collection: COLLECTION, site, id: ID, at, body: {} });
    log.info({ site, ...gone }, "what was older than the site's retention is forgotten");
  }

  async function purgeDue(): Promise<void> {
    for (const { rulesets } of sites.list()) {
      const { id, retentionMs } = rulesets.current()?.artifact.site ?? {};
      if (id !== undefined && retentionMs !== undefined) await purgeSite(id, retentionMs);
    }
  }

  function look(): void {
    purgeDue()
      .catch((error: unknown) => {
        if (isStarted)
          log.error({ err: error }, "old visitors were not forgotten; in an hour again");
      })
      .finally(() => {
        if (isStarted) timer = setTimeout(look, LOOK_EVERY_MS);
      });
  }

  return {
    purgeDue,
    start() {
      if (isStarted) return;
      isStarted = true;
      look();
    },
    stop() {
      isStarted = false;
      clearTimeout(timer);
    },
  };
}
