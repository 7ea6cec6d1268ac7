import type { JsonObject, Ruleset } from "@facet/engine";
import { FACET_EVENTS, type Lead, LEAD_WEBHOOK } from "@facet/protocol";
import { toRecord } from "../json.ts";
import { toDeliveries } from "../webhooks/delivery.ts";
import type { Endpoints } from "../webhooks/endpoints.ts";
import type { EventFact } from "../visitors/facts.ts";
import type { Identity } from "../visitors/identity.ts";
import type { StoredRecord } from "../visitors/store.ts";
import type { Ingest, Message, Receipt } from "./ingest.ts";
import { toLeadRecord } from "./lead-records.ts";
import { orUnavailable } from "./unavailable.ts";

/** A lead to keep. */
export interface KeptLead {
  readonly lead: Lead;
  /** Absent: it may not be tied to anybody. */
  readonly identity?: Identity | undefined;
  readonly ruleset: Ruleset;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Kept with it. */
  readonly records?: readonly StoredRecord[];
}

/**
 * Keeps a lead with all that follows from it, as one step: the form's event, the offer's conversion,
 * the visitor's traits, and the webhooks that are to be sent. Throws `unavailable` as the intake does.
 */
export type KeepLead = (kept: KeptLead) => Promise<Receipt>;

/** Fields of a lead that say what it came from, as the event keeps them. */
export const LEAD_ORIGIN = [
  "offer",
  "slot",
  "rule",
  "variant",
  "experiment",
  "arm",
  "decisionId",
] as const satisfies readonly (keyof Lead)[];

const NOT_READ = "The store does not answer, so the lead could not be kept; send it again.";

/** Makes what keeps leads. */
export function createLeadKeeper({
  ingest,
  endpoints,
}: {
  readonly ingest: Pick<Ingest, "take">;
  readonly endpoints: Pick<Endpoints, "list">;
}): KeepLead {
  return async ({ lead, identity, ruleset, now, records = [] }) => {
    const targets = await orUnavailable(NOT_READ, () => endpoints.list(lead.site));
    const deliveries = toDeliveries(
      {
        site: lead.site,
        messageId: lead.id,
        type: LEAD_WEBHOOK,
        name: lead.event,
        at: Date.parse(lead.receivedAt),
        data: toRecord(lead),
        ...(lead.visitor === undefined ? {} : { visitorId: lead.visitor.id }),
      },
      targets,
    );
    const [receipt] = await ingest.take({
      ruleset,
      receivedAt: now,
      messages: [{ ...toLeadMessage(lead), identity }],
      records: [toLeadRecord(lead), ...records, ...deliveries],
    });
    if (receipt === undefined) throw new Error("a lead was taken without a receipt");
    return receipt;
  };
}

/** What a lead is in the log: of nobody yet. */
export function toLeadMessage(lead: Lead): Message {
  const { id, event, url } = lead;
  const at = Date.parse(lead.receivedAt);
  const fields = toRecord(lead.fields);
  const origin = originOf(lead);
  const submit: EventFact = {
    type: "event",
    at,
    name: event,
    properties: { ...origin, fields },
    traits: fields,
    submission: true,
  };
  const conversion: EventFact = {
    type: "event",
    at,
    name: FACET_EVENTS.offerConverted,
    properties: origin,
  };
  return {
    messageId: id,
    facts: lead.offer === undefined ? [submit] : [submit, conversion],
    ...(url === undefined ? {} : { extra: { url } }),
  };
}

/** What a lead came from. */
export function originOf(lead: Pick<Lead, (typeof LEAD_ORIGIN)[number]>): JsonObject {
  const named = LEAD_ORIGIN.flatMap((name) => {
    const value = lead[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(named);
}
