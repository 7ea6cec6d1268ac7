import type { JsonObject } from "@facet/engine";
import type { StoredRecord } from "../visitors/store.ts";

/** Collection of the records that name where webhooks go. */
export const ENDPOINTS = "webhookEndpoints";

/** Where a site's webhooks go. Times are epoch milliseconds. */
export interface WebhookEndpoint {
  readonly site: string;
  readonly id: string;
  readonly url: string;
  /** `whsec_…` of Standard Webhooks, the newest first; all of them sign, so that one can be changed. */
  readonly secrets: readonly string[];
  /** Names of the forms' events that are sent; absent: every lead. */
  readonly events?: readonly string[];
  readonly createdAt: number;
  /** The receiver said 410 Gone: nothing is sent until it is made anew. */
  readonly goneAt?: number;
}

/** An endpoint as it is stored. */
export function toEndpointRecord(endpoint: WebhookEndpoint): StoredRecord {
  const { site, id, url, secrets, events, createdAt, goneAt } = endpoint;
  const body: JsonObject = {
    url,
    secrets: [...secrets],
    ...(events === undefined ? {} : { events: [...events] }),
    ...(goneAt === undefined ? {} : { goneAt }),
  };
  return { collection: ENDPOINTS, site, id, at: createdAt, body };
}

/** Reads an endpoint back. */
export function fromEndpointRecord({ site, id, at, body }: StoredRecord): WebhookEndpoint {
  const { url, secrets, events, goneAt } = body;
  return {
    site,
    id,
    url: String(url),
    secrets: textsOf(secrets),
    createdAt: at,
    ...(events === undefined ? {} : { events: textsOf(events) }),
    ...(typeof goneAt === "number" ? { goneAt } : {}),
  };
}

/** Makes a secret for an endpoint: 32 random bytes, as Standard Webhooks writes them. */
export function makeWebhookSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
