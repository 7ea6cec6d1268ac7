import type { AccessResponse } from "@facet/protocol";
import { expect } from "vitest";
import type { VisitorStore } from "../../src/visitors/store.ts";
import { makeWebhookSecret, toEndpointRecord } from "../../src/webhooks/endpoint.ts";
import { NOW } from "../fixtures/app.ts";
import { trackedApp } from "../fixtures/tracked.ts";

const PAGE = "https://shop.example/okna";

/** A text for each field that a caller can fill, that is nowhere else. */
export const MARKS = {
  anonymousId: "mark-anonymous-id",
  userId: "mark-user-id",
  email: "mark-email@mail.example",
  phone: "+79990001122",
  trait: "mark-trait",
  event: "Mark Event",
  property: "mark-property",
  messageId: "mark-message-id",
  utmSource: "mark-source",
  utmCampaign: "mark-campaign",
  clickId: "mark-click-id",
  path: "/okna/mark-path",
  referrer: "mark-referrer",
  quarantined: "mark-quarantined",
  leadField: "mark-lead@mail.example",
  leadUrl: "mark-lead-page",
} as const;
/** All of them. */
export const ALL = Object.values(MARKS);

/** Somebody of whom every kind of thing is stored. */
export async function markedApp(store?: VisitorStore) {
  const app = await trackedApp(store === undefined ? {} : { store });
  const { take, asServer } = app;
  const endpoint = { site: "shop", id: "wh_crm", url: "https://crm.example/", createdAt: NOW };
  await app.store.put(toEndpointRecord({ ...endpoint, secrets: [makeWebhookSecret()] }));
  const { anonymousId, userId } = MARKS;
  const query = `utm_source=${MARKS.utmSource}&utm_campaign=${MARKS.utmCampaign}&yclid=${MARKS.clickId}`;
  await asServer("/v1/decide", {
    url: `https://shop.example${MARKS.path}?${query}`,
    referrer: `https://${MARKS.referrer}.example/`,
    visitorId: anonymousId,
  });
  await take("/v1/track", { userId, event: "Seen" });
  const traits = { email: MARKS.email, phone: MARKS.phone, note: MARKS.trait };
  await take("/v1/identify", { userId, anonymousId, traits });
  await take("/v1/track", {
    userId,
    event: MARKS.event,
    messageId: MARKS.messageId,
    properties: { what: MARKS.property },
  });
  await take("/v1/track", { userId, properties: { what: MARKS.quarantined } });
  const lead = await asServer("/v1/leads", {
    offer: "discount",
    visitorId: userId,
    fields: { email: MARKS.leadField },
    url: `${PAGE}?from=${MARKS.leadUrl}`,
  });
  expect(lead.status).toBe(200);
  await take("/v1/track", { userId: "somebody-else", event: "Order" });
  const headers = app.secret.bearer;
  const read = (id: string, part = "") => app.request(`/v1/visitors/${id}${part}`, { headers });
  const erase = (id: string) => app.request(`/v1/visitors/${id}`, { method: "DELETE", headers });
  const accessOf = async (id: string) =>
    ((await (await read(id, "/access")).json()) as AccessResponse).access;
  return { ...app, read, erase, accessOf };
}

/** Those that a text does not have. */
export const missing = (text: string) => ALL.filter((mark) => !text.includes(mark));
