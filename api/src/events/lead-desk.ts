import type { Ruleset } from "@facet/engine";
import type { ListedLead } from "@facet/protocol";
import { findRecord } from "../visitors/find-record.ts";
import type { StoredRecord } from "../visitors/store.ts";
import type { Visitors } from "../visitors/visitors.ts";
import type { KeepLead } from "./lead-keeper.ts";
import { fromLeadRecord, isSuspectLead, LEADS, toListedLead } from "./lead-records.ts";
import { fromQuarantineId, QUARANTINE, toQuarantineId } from "./quarantine-record.ts";
import { orUnavailable } from "./unavailable.ts";

/** Leads that count, and leads that wait for somebody to look at them. */
export type LeadStatus = "received" | "quarantined";

/** A part of the list. */
export interface LeadRange {
  readonly status: LeadStatus;
  /** `next` of the part before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** What people do with leads. Throws `unavailable` as the store does. */
export interface LeadDesk {
  /** @returns a part of the list, oldest first; `undefined` where `after` is none of ours. */
  list(
    site: string,
    range: LeadRange,
  ): Promise<{ readonly leads: readonly ListedLead[]; readonly next?: string } | undefined>;
  /**
   * Counts a lead of the quarantine as if it had come clean: its event, traits and webhooks.
   *
   * @param name Its `release`, as the list has it.
   * @returns `undefined`: it is not there.
   */
  release(
    name: string,
    ruleset: Ruleset,
  ): Promise<{ readonly id: string; readonly isDuplicate: boolean } | undefined>;
}

const NO_LIST = "The store does not answer, so the leads cannot be read.";
const NO_REMOVAL = "The store does not answer; what was released counts once if it is tried again.";

/** Opens the desk. */
export function createLeadDesk({
  visitors,
  keep,
  now,
}: {
  readonly visitors: Pick<Visitors, "records" | "remove">;
  readonly keep: KeepLead;
  /** Epoch milliseconds. */
  readonly now: () => number;
}): LeadDesk {
  return {
    async list(site, { status, after, limit }) {
      const place = after === undefined ? undefined : fromQuarantineId(after);
      if (after !== undefined && place === undefined) return undefined;
      const collection = status === "received" ? LEADS : QUARANTINE;
      const query = { collection, site, limit, ...(place === undefined ? {} : { after: place }) };
      const records = await orUnavailable(NO_LIST, () => visitors.records(query));
      const last = records.length < limit ? undefined : records.at(-1);
      const leads = status === "received" ? records : records.filter(isSuspectLead);
      return {
        leads: leads.map(toListedLead),
        ...(last === undefined ? {} : { next: toQuarantineId(last) }),
      };
    },
    async release(name, ruleset) {
      const record = await find(name, ruleset.artifact.site.id);
      if (record === undefined || !isSuspectLead(record)) return undefined;
      const lead = fromLeadRecord(record);
      const { visitorId } = record;
      const identity = visitorId === undefined ? undefined : { id: visitorId };
      const receipt = await keep({ lead, identity, ruleset, now: now() });
      await orUnavailable(NO_REMOVAL, () => visitors.remove(record));
      return { id: lead.id, isDuplicate: receipt.outcome === "duplicate" };
    },
  };

  async function find(name: string, site: string): Promise<StoredRecord | undefined> {
    const place = fromQuarantineId(name);
    if (place === undefined) return undefined;
    return orUnavailable(NO_LIST, () =>
      findRecord(visitors, { collection: QUARANTINE, site, ...place }),
    );
  }
}
