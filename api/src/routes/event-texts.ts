import type { CallType } from "@facet/protocol";

/** What the reference says of a kind of call. */
interface CallText {
  readonly summary: string;
  readonly description: string;
  readonly example: object;
}

const anonymousId = "0199f1a2-7b7c-7000-8000-000000000001";

/** What holds for all calls. */
export const SHARED_TEXT =
  "200 means that it is on disk: counted, or known already, or in quarantine with the place and the reason of its mistake. With a secret key the visitor is who `visitorId`, `userId` or `anonymousId` names, else the sealed cookie's (also as `state`), else a new one; with a publishable key always the cookie's. The same `messageId` within 7 days counts nothing twice. The key may come as `writeKey`, and the body as `text/plain`, so that a page can send it with `navigator.sendBeacon`; gzip is read.";

/** Texts by kind of call, as Segment's tracking API has them. */
export const CALL_TEXTS: Readonly<Record<CallType, CallText>> = {
  track: {
    summary: "Report an event",
    description: "Segment's track call.",
    example: {
      event: "Guide Downloaded",
      properties: { guide: "windows-2026" },
      anonymousId,
      messageId: "m-1",
    },
  },
  identify: {
    summary: "Tell what is known of somebody",
    description:
      "Segment's identify call: `traits` are merged over what is known. A server's call with `userId` and an anonymous name makes both one visitor; two known people never become one.",
    example: { userId: "crm-7", anonymousId, traits: { role: "director" }, messageId: "m-2" },
  },
  page: {
    summary: "Report a page that was seen",
    description:
      "Segment's page call: the event `Page Viewed`, and what `events.yaml` recognises by page. It opens no session: decisions do.",
    example: {
      name: "Pricing",
      properties: { url: "https://okna.example/pricing" },
      anonymousId,
      messageId: "m-3",
    },
  },
  screen: {
    summary: "Report a screen of an app that was seen",
    description: "Segment's screen call: the event `Screen Viewed`.",
    example: { name: "Catalogue", anonymousId, messageId: "m-4" },
  },
  group: {
    summary: "Tell which company somebody belongs to",
    description: "Segment's group call: the traits `groupId` and `group`.",
    example: { groupId: "acme", traits: { employees: 120 }, userId: "crm-7", messageId: "m-5" },
  },
  alias: {
    summary: "Make two names one visitor's",
    description:
      "Segment's alias call, for servers: the anonymous `previousId` becomes the known `userId`'s. Two known people never become one: then nothing but the call itself is kept.",
    example: { previousId: anonymousId, userId: "crm-7", messageId: "m-6" },
  },
};

/** Texts of the batch call. */
export const BATCH_TEXT: CallText = {
  summary: "Report many events at once",
  description:
    "Segment's batch call: calls with their `type`, each counted or quarantined by itself. At most 500 KB and 2,500 calls of 32 KB each.",
  example: {
    batch: [
      { type: "track", event: "Guide Downloaded", anonymousId, messageId: "m-7" },
      { type: "identify", userId: "crm-7", traits: { role: "director" }, messageId: "m-8" },
    ],
    sentAt: "2026-12-05T09:00:00Z",
  },
};
