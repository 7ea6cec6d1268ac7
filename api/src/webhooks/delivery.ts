import type { JsonObject } from "@facet/engine";
import type { StoredRecord } from "../visitors/store.ts";
import type { WebhookEndpoint } from "./endpoint.ts";

/** Collection of what is still to be sent. */
export const DELIVERIES = "webhooks";
/** Collection of what was given up. */
export const FAILED_DELIVERIES = "webhooksFailed";

/** An event that webhooks tell of. */
export interface WebhookEvent {
  readonly site: string;
  /** Id of the event: the receiver's means to recognise a resend. */
  readonly messageId: string;
  /** Kind of what happened, e.g. `lead.submitted`. */
  readonly type: string;
  /** Name of the form's event, by which endpoints choose. */
  readonly name: string;
  /** When it happened, epoch milliseconds. */
  readonly at: number;
  readonly visitorId?: string;
  readonly data: JsonObject;
}

/** One webhook on its way to one endpoint. */
export interface Delivery {
  readonly record: StoredRecord;
  readonly endpointId: string;
  /** Id that the receiver sees, the same at every attempt. */
  readonly webhookId: string;
  /** The body, the same bytes at every attempt. */
  readonly payload: string;
  /** Attempts so far. */
  readonly attempts: number;
  /** What became of the last attempt. */
  readonly outcome?: string;
}

/** The records to keep together with an event: one for each endpoint that wants it. */
export function toDeliveries(
  event: WebhookEvent,
  endpoints: readonly WebhookEndpoint[],
): readonly StoredRecord[] {
  const payload = JSON.stringify({
    type: event.type,
    timestamp: new Date(event.at).toISOString(),
    data: event.data,
  });
  return endpoints
    .filter((endpoint) => wants(endpoint, event))
    .map(({ id }) => toDelivery(event, id, payload));
}

function toDelivery(event: WebhookEvent, endpoint: string, payload: string): StoredRecord {
  const { site, messageId, at, visitorId } = event;
  return {
    collection: DELIVERIES,
    site,
    id: `${messageId}.${endpoint}`,
    at,
    dueAt: at,
    ...(visitorId === undefined ? {} : { visitorId }),
    body: { endpoint, webhookId: `msg_${messageId}`, payload, attempts: 0 },
  };
}

function wants({ events, goneAt }: WebhookEndpoint, { name }: WebhookEvent): boolean {
  return goneAt === undefined && (events === undefined || events.includes(name));
}

/** Reads a delivery back. */
export function fromDeliveryRecord(record: StoredRecord): Delivery {
  const { endpoint, webhookId, payload, attempts, outcome } = record.body;
  return {
    record,
    endpointId: String(endpoint),
    webhookId: String(webhookId),
    payload: String(payload),
    attempts: Number(attempts),
    ...(typeof outcome === "string" ? { outcome } : {}),
  };
}

/** A delivery after a failed attempt: due again, or, without `dueAt`, given up. */
export function afterAttempt(
  { record, attempts }: Delivery,
  { outcome, dueAt }: { readonly outcome: string; readonly dueAt: number | undefined },
): StoredRecord {
  const { dueAt: _, ...rest } = record;
  const body = { ...record.body, attempts: attempts + 1, outcome };
  return dueAt === undefined
    ? { ...rest, collection: FAILED_DELIVERIES, body }
    : { ...rest, dueAt, body };
}

/** A given-up delivery made due again, as if it had never been tried. */
export function toReplay(record: StoredRecord, now: number): StoredRecord {
  const { outcome: _, ...body } = record.body;
  return { ...record, collection: DELIVERIES, dueAt: now, body: { ...body, attempts: 0 } };
}
