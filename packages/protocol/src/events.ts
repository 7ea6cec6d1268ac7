import * as z from "zod";
import { BROKEN, isWhole } from "./text.ts";

const MAX_NAME = 200;
/** Most events of one batch. */
export const MAX_BATCH_EVENTS = 2_500;

// What came as JSON needs no second look at its values.
const anyObject = z.record(z.string(), z.unknown(), { error: "expected an object" });
const name = z.string({ error: "expected a text" }).max(MAX_NAME);
const visitorName = name.refine(isWhole, BROKEN);
const filled = { error: "expected a text that is not empty" };
const given = z.string(filled).max(MAX_NAME).regex(/\S/u, filled);
const givenName = given.refine(isWhole, BROKEN);
const time = z.union([z.string().max(64), z.number()], {
  error: "expected a time such as 2026-12-05T09:00:00Z",
});

/** What every call of Segment's tracking API has. */
const common = {
  messageId: givenName.nullish().describe("Makes a resend harmless for 7 days."),
  anonymousId: visitorName.nullish().describe("With a publishable key: not looked at."),
  userId: visitorName
    .nullish()
    .describe("With a publishable key: a trait that nobody has checked."),
  visitorId: visitorName.nullish().describe("Secret key only."),
  context: anyObject
    .nullish()
    .describe(
      "`context.traits` are kept as traits, `context.page.url` is where it happened, `context.consent.categoryPreferences` what the visitor allowed.",
    ),
  timestamp: time.nullish().describe("When it happened."),
  sentAt: z
    .unknown()
    .optional()
    .describe("When it was sent: what a page's wrong clock is corrected by."),
  writeKey: z.string().max(MAX_NAME).nullish().describe("The key, where no header can hold it."),
};
const properties = anyObject.nullish();
const traits = anyObject.nullish();

/** Body of `POST /v1/track`: somebody did something. */
export const trackRequestSchema = z
  .looseObject({
    event: given.describe("Name of what happened, e.g. `Guide Downloaded`."),
    properties,
    ...common,
  })
  .meta({ id: "TrackRequest" });
export type TrackRequest = z.infer<typeof trackRequestSchema>;

/** Body of `POST /v1/identify`: what is known of somebody. */
export const identifyRequestSchema = z
  .looseObject({ traits: traits.describe("Merged over what is known."), ...common })
  .meta({ id: "IdentifyRequest" });
export type IdentifyRequest = z.infer<typeof identifyRequestSchema>;

/** Body of `POST /v1/page` and `/v1/screen`: somebody saw a page, or a screen of an app. */
export const pageRequestSchema = z
  .looseObject({
    name: name.nullish().describe("Name of the page or screen."),
    category: name.nullish(),
    properties: properties.describe("`url` or `path` is what events are recognised by."),
    ...common,
  })
  .meta({ id: "PageRequest" });
export type PageRequest = z.infer<typeof pageRequestSchema>;

/** Body of `POST /v1/group`: somebody belongs to a company or team. */
export const groupRequestSchema = z
  .looseObject({
    groupId: given.describe("Kept as the trait `groupId`."),
    traits: traits.describe("Of the group: kept as the trait `group`."),
    ...common,
  })
  .meta({ id: "GroupRequest" });
export type GroupRequest = z.infer<typeof groupRequestSchema>;

/** Body of `POST /v1/alias`: two names are one person's. */
export const aliasRequestSchema = z
  .looseObject({
    ...common,
    previousId: givenName.describe("The anonymous name."),
    userId: givenName.describe("The known name."),
  })
  .meta({ id: "AliasRequest" });
export type AliasRequest = z.infer<typeof aliasRequestSchema>;

/** Calls of Segment's tracking API: what each of them has to be. */
export const CALL_SCHEMAS = {
  track: trackRequestSchema,
  identify: identifyRequestSchema,
  page: pageRequestSchema,
  screen: pageRequestSchema,
  group: groupRequestSchema,
  alias: aliasRequestSchema,
} as const;

/** Kinds of calls. */
export type CallType = keyof typeof CALL_SCHEMAS;

/** Body of `POST /v1/batch`; the calls are checked one by one, a bad one does not harm the others. */
export const batchRequestSchema = z
  .looseObject({
    batch: z
      .array(z.unknown())
      .describe(
        `At most ${MAX_BATCH_EVENTS} calls, each with its \`type\`: ${Object.keys(CALL_SCHEMAS).join(", ")}.`,
      ),
    context: anyObject.nullish().describe("Of every call that says nothing else."),
    sentAt: z.unknown().optional().describe("When it was sent."),
    writeKey: z.string().max(MAX_NAME).nullish(),
  })
  .meta({ id: "BatchRequest" });
export type BatchRequest = z.infer<typeof batchRequestSchema>;

/** Answer of `GET /v1/projects/{key}/settings`, as far as Segment's browser client reads it. */
export const segmentSettingsSchema = z
  .object({
    integrations: z.object({
      "Segment.io": z.object({
        apiKey: z.string(),
        apiHost: z.string().describe("Host and path that events are sent below."),
        protocol: z.enum(["http", "https"]),
        deliveryStrategy: z.object({
          strategy: z.literal("standard"),
          config: z.object({ credentials: z.literal("include"), keepalive: z.literal(true) }),
        }),
        addBundledMetadata: z.literal(false),
      }),
    }),
    plan: z.object({
      track: z.object({
        __default: z.object({ enabled: z.literal(true), integrations: z.object({}) }),
      }),
    }),
    metrics: z.object({ sampleRate: z.literal(0) }).describe("It reports nothing of itself."),
  })
  .meta({ id: "SegmentSettings" });
export type SegmentSettings = z.infer<typeof segmentSettingsSchema>;

/** What is said of one event of a request. */
const remarkSchema = z.object({
  index: z.number().int().describe("Its place in the batch, from 0."),
  messageId: z.string().optional(),
  path: z.string().describe("JSONPath into the event."),
  message: z.string(),
});
export type EventRemark = z.infer<typeof remarkSchema>;

/** Answer of the tracking routes: 200 means on disk. */
export const trackResponseSchema = z
  .object({
    success: z.literal(true),
    stored: z.number().int(),
    duplicates: z.number().int(),
    quarantined: z.array(remarkSchema).describe("Not counted, but kept: see `GET /v1/quarantine`."),
    refused: z
      .array(remarkSchema)
      .optional()
      .describe("Not kept: their visitor was erased. Absent where there are none."),
    warnings: z
      .array(remarkSchema)
      .optional()
      .describe("Stored, but the site's `eventSchemas` know no such event or property."),
  })
  .meta({ id: "TrackResponse" });
export type TrackResponse = z.infer<typeof trackResponseSchema>;

/** Events that Facet itself emits, and the names that page and screen calls are counted under. */
export const FACET_EVENTS = {
  pageViewed: "Page Viewed",
  screenViewed: "Screen Viewed",
  sessionStarted: "Session Started",
  slotExposed: "Slot Exposed",
  offerShown: "Offer Shown",
  offerDismissed: "Offer Dismissed",
  offerConverted: "Offer Converted",
  leadSubmitted: "Lead Submitted",
} as const;
