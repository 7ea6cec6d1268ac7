import type { JsonObject } from "@facet/engine";
import {
  type TrackRequest,
  trackRequestSchema,
  type TrackResponse,
  trackResponseSchema,
} from "@facet/protocol";
import type { DeviceReader } from "../context/index.ts";
import type { Ingest, Message } from "../events/ingest.ts";
import { consentOf } from "../events/subject.ts";
import { readTimestamp } from "../events/time.ts";
import { MAX_EVENT_BYTES, type ReadBody } from "../http/body.ts";
import { parseJson } from "../http/json.ts";
import { parseWith } from "../http/parse.ts";
import type { Route, RouteContext } from "../http/route.ts";
import { textOf, toRecord } from "../json.ts";

/** What the event routes need. */
export interface EventRoutesOptions {
  readonly ingest: Ingest;
  readonly devices: DeviceReader;
  readonly readBody: ReadBody;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** `POST /v1/track`. */
export function createEventRoutes({ ingest, devices, readBody, now }: EventRoutesOptions): Route[] {
  return [
    {
      method: "POST",
      path: "/v1/track",
      operation: {
        id: "track",
        tag: "Events",
        summary: "Report an event",
        description:
          "Segment's track call. 200 means that the event is on disk. The visitor is who `visitorId`, `anonymousId` or `userId` names, else the sealed cookie's, else a new one. Sending the same `messageId` again within 7 days counts nothing twice. The body may come as `text/plain`, so that a page can send it with `navigator.sendBeacon`. At most 32 KB.",
        body: {
          schema: trackRequestSchema,
          example: {
            event: "Guide Downloaded",
            properties: { guide: "windows-2026" },
            anonymousId: "0199f1a2-7b7c-7000-8000-000000000001",
            messageId: "m-1",
          },
        },
        responses: {
          200: { description: "On disk, or already known.", schema: trackResponseSchema },
        },
      },
      async handler(c) {
        const body = parseWith(trackRequestSchema, parseJson(await readBody(c, MAX_EVENT_BYTES)));
        const ruleset = ingest.ruleset();
        const { bot } = devices.read(textOf(body.context?.["userAgent"]), {});
        const message = toMessage(body, c, { bot, now: now() });
        const { outcome, cookie } = await ingest.take(message, ruleset);
        if (cookie !== undefined) c.header("Set-Cookie", cookie);
        const stored = outcome === "stored" ? 1 : 0;
        return c.json<TrackResponse>({
          success: true,
          stored,
          duplicates: 1 - stored,
          quarantined: [],
        });
      },
    },
  ];
}

function toMessage(
  body: TrackRequest,
  c: RouteContext,
  { bot, now }: { readonly bot: boolean; readonly now: number },
): Message {
  const { event, properties = {}, messageId, visitorId, anonymousId, userId, context = {} } = body;
  const traits = traitsOf(body);
  const url = textOf(body["url"]) ?? textOf(toRecord(context["page"])["url"]);
  return {
    messageId,
    events: [{ name: event, at: readTimestamp(body.timestamp, now), properties, traits }],
    subject: {
      visitorId,
      anonymousId,
      userId,
      state: textOf(body["state"]),
      cookieHeader: c.req.header("cookie"),
      gpc: c.req.header("sec-gpc"),
      asked: consentOf(context),
      purposes: ["storage", "analytics"],
      pageUrl: url,
      bot,
    },
    body: { properties, ...(url === undefined ? {} : { url }) },
    traits,
  };
}

/** Traits beside the event; a user id that is not the visitor's name is one of them. */
function traitsOf({ context = {}, visitorId, anonymousId, userId }: TrackRequest): JsonObject {
  const traits = toRecord(context["traits"]);
  return userId && (visitorId || anonymousId) ? { ...traits, userId } : traits;
}
