import type { LeadRequest } from "@facet/protocol";
import { ApiProblem } from "../http/problem.ts";
import { textOf } from "../json.ts";
import { findRecord } from "../visitors/find-record.ts";
import { DEDUPE_WINDOW_MS, type StoredRecord, type VisitorStore } from "../visitors/store.ts";

/** Collection of what the ids of leads were first used for. */
const LEAD_IDS = "leadIds";
const DAY_MS = 86_400_000;

/** What an id was first used for. */
export interface KnownLead {
  readonly fingerprint: string;
  /** It was put into quarantine. */
  readonly isQuarantined: boolean;
}

/** What a submit says, as a hash: a resend has the same, whatever else changed on its way. */
export async function fingerprintOf(lead: LeadRequest): Promise<string> {
  const { fields, offer, slot, rule, variant, experiment, arm } = lead;
  const named = Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([named, offer, slot, rule, variant, experiment, arm]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The record of an id: kept by the day, so that it is found without the time of the lead. */
export function toLeadIdRecord(
  lead: { readonly site: string; readonly id: string; readonly receivedAt: number },
  known: KnownLead,
  visitorId: string | undefined,
): StoredRecord {
  const { fingerprint, isQuarantined } = known;
  return {
    collection: LEAD_IDS,
    site: lead.site,
    id: lead.id,
    at: dayOf(lead.receivedAt),
    ...(visitorId === undefined ? {} : { visitorId }),
    body: { fingerprint, isQuarantined },
  };
}

/** Finds what an id was used for within the time in which a resend is harmless. */
export async function findLeadId(
  store: Pick<VisitorStore, "records">,
  { site, id, now }: { readonly site: string; readonly id: string; readonly now: number },
): Promise<KnownLead | undefined> {
  const days = DEDUPE_WINDOW_MS / DAY_MS + 1;
  const found = await Promise.all(
    Array.from({ length: days }, (_, back) =>
      findRecord(store, { collection: LEAD_IDS, site, id, at: dayOf(now) - back * DAY_MS }),
    ),
  );
  const body = found.find((record) => record !== undefined)?.body;
  if (body === undefined) return undefined;
  return {
    fingerprint: textOf(body["fingerprint"]) ?? "",
    isQuarantined: body["isQuarantined"] === true,
  };
}

/** An id that something else was sent with before. */
export function idTaken(): ApiProblem {
  const message = "something else was sent with this id; send it with an id of its own";
  return new ApiProblem({
    code: "id-taken",
    detail: `$.messageId: ${message}. Nothing was kept.`,
    errors: [{ path: "$.messageId", message }],
  });
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}
