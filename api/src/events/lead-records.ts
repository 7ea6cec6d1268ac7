import {
  type Lead,
  leadSchema,
  type ListedLead,
  type Suspicion,
  suspicionSchema,
} from "@facet/protocol";
import * as z from "zod";
import { toRecord } from "../json.ts";
import type { StoredRecord } from "../visitors/store.ts";
import { QUARANTINE, toQuarantineId } from "./quarantine-record.ts";

/** Collection of the leads that count. */
export const LEADS = "leads";

const KIND = "lead";
const suspicionsSchema = z.array(suspicionSchema);

/** The record of a lead that counts. */
export function toLeadRecord(lead: Lead): StoredRecord {
  return { ...placeOf(lead), collection: LEADS, id: lead.id, body: { lead: toRecord(lead) } };
}

/** The record of a lead that waits for somebody to look at it. */
export function toSuspectRecord(lead: Lead, suspicions: readonly Suspicion[]): StoredRecord {
  const body = { kind: KIND, lead: toRecord(lead), suspicions: [...suspicions] };
  return { ...placeOf(lead), ...suspectName(lead), body };
}

/** Names the record of a lead in quarantine; events there go by their bare ids. */
export function suspectName({
  site,
  id,
}: Pick<Lead, "site" | "id">): Pick<StoredRecord, "collection" | "site" | "id"> {
  return { collection: QUARANTINE, site, id: `${KIND}:${id}` };
}

/** Whether a record of the quarantine is a lead's. */
export function isSuspectLead({ body }: StoredRecord): boolean {
  return body["kind"] === KIND;
}

/** The lead that a record keeps. */
export function fromLeadRecord({ body }: StoredRecord): Lead {
  return leadSchema.parse(body["lead"]);
}

/** A record as it is listed. */
export function toListedLead(record: StoredRecord): ListedLead {
  const lead = fromLeadRecord(record);
  if (record.collection !== QUARANTINE) return lead;
  const suspicions = suspicionsSchema.parse(record.body["suspicions"]);
  return { ...lead, suspicions, release: toQuarantineId(record) };
}

function placeOf({ site, receivedAt, visitor }: Lead) {
  const about = visitor === undefined ? {} : { visitorId: visitor.id };
  return { site, at: Date.parse(receivedAt), ...about };
}
