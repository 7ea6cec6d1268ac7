import * as z from "zod";
import { consentSchema } from "./decide.ts";
import { jsonObjectSchema } from "./json.ts";

const instant = z.iso.datetime();

/** The marketing contact that opened a session. */
export const touchSchema = z
  .object({
    at: instant,
    channel: z.string().describe("GA4 default channel."),
    source: z.string().optional(),
    medium: z.string().optional(),
    campaign: z.string().optional(),
    content: z.string().optional(),
    term: z.string().optional(),
    id: z.string().optional(),
    clickPlatform: z.string().optional(),
    clickId: z.string().optional(),
    referrer: z.string().optional(),
  })
  .meta({ id: "Touch" });

const points = z.number().describe("Before decay.");

/** What one entry of the log gave to the score. */
const earnedSchema = z.object({ rule: z.string(), points, score: z.string().optional() });

/** One line of a visitor's history. */
export const timelineEntrySchema = z
  .object({
    messageId: z.string(),
    type: z
      .enum(["view", "event", "traits"])
      .describe("A page view, something that happened, or something that became known."),
    at: instant,
    receivedAt: instant,
    visitor: z.string().optional().describe("The name that it came under."),
    event: z.string().optional(),
    path: z.string().optional(),
    touch: touchSchema.omit({ at: true }).optional(),
    properties: jsonObjectSchema.optional(),
    traits: jsonObjectSchema.optional(),
    earned: z.array(earnedSchema).describe("What it gave to the score."),
  })
  .meta({ id: "TimelineEntry" });
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** One name of a visitor. */
export const visitorNameSchema = z.object({
  name: z.string(),
  known: z.boolean().describe("It was given to somebody known: a user id."),
});

/** Answer of `GET /v1/visitors/{id}`. */
export const visitorCardSchema = z
  .object({
    id: z.string(),
    names: z.array(visitorNameSchema).describe("All names that name this visitor."),
    merges: z
      .array(z.object({ name: z.string(), into: z.string(), at: instant }))
      .describe("Visitors that went into this one, and can be taken out again."),
    createdAt: instant,
    visits: z.number().int(),
    visitStartedAt: instant.optional(),
    lastSeenAt: instant.optional(),
    pageviews: z.number().int().describe("Page views of the current visit."),
    firstTouch: touchSchema.optional(),
    lastTouch: touchSchema.optional(),
    lastNonDirectTouch: touchSchema.optional(),
    sessions: z
      .array(
        z.object({
          startedAt: instant,
          lastSeenAt: instant,
          touch: touchSchema.omit({ at: true }).optional(),
        }),
      )
      .describe("The latest visits, oldest first; what opened them for those of the last day."),
    score: z.number().optional(),
    scores: z.record(z.string(), z.number()).optional(),
    grade: z.string().optional(),
    interest: z.number().optional(),
    rank: z.string().optional(),
    segments: z.array(z.string()),
    traits: jsonObjectSchema,
    traitsSetAt: z.record(z.string(), instant).describe("When each trait was told."),
    ledger: z
      .array(
        z.object({
          rule: z.string(),
          event: z.string(),
          points,
          at: instant,
          score: z.string().optional(),
          message: z.string().optional().describe("Message that told of it; absent: of several."),
          count: z.number().int().optional().describe("How many it stands for; absent: one."),
        }),
      )
      .describe("Every entry of the score, oldest first; points before decay."),
    events: z.record(z.string(), z.object({ count: z.number().int(), lastAt: instant.optional() })),
    offers: z.record(
      z.string(),
      z.object({
        shown: z.array(instant),
        dismissedAt: instant.optional(),
        convertedAt: instant.optional(),
      }),
    ),
    assignments: z.record(z.string(), z.string()).describe("Experiment → arm."),
    submissions: z.number().int().describe("Forms submitted."),
    consent: consentSchema.optional(),
    timeline: z.array(timelineEntrySchema).describe("The latest entries of the log, newest first."),
  })
  .meta({ id: "VisitorCard" });
export type VisitorCard = z.infer<typeof visitorCardSchema>;

/** What somebody did with what is known of a visitor. */
export const accessActionSchema = z.enum(["card", "export", "access", "erase"]);
export type AccessAction = z.infer<typeof accessActionSchema>;

/** One line of the access log. */
export const accessLineSchema = z
  .object({
    at: instant,
    who: z.string().describe("Id of the key; `playground`, `command line` or `visitor` without."),
    action: accessActionSchema,
    visitor: z.string().optional().describe("Absent once they were erased."),
  })
  .meta({ id: "AccessLine" });
export type AccessLine = z.infer<typeof accessLineSchema>;

/** Answer of `GET /v1/visitors/{id}/access`. */
export const accessResponseSchema = z
  .object({ access: z.array(accessLineSchema).describe("Oldest first.") })
  .meta({ id: "AccessResponse" });
export type AccessResponse = z.infer<typeof accessResponseSchema>;

/** Answer of `GET /v1/visitors/{id}/export`: all that is stored, as it is stored. */
export const visitorExportSchema = z
  .object({
    site: z.string(),
    exportedAt: instant,
    names: z.array(visitorNameSchema),
    records: z
      .array(jsonObjectSchema)
      .describe("Leads, webhooks, quarantined events, merges, lines of the access log."),
    state: jsonObjectSchema.optional().describe("Times are epoch milliseconds here and below."),
    log: z.array(jsonObjectSchema).describe("All entries, in the order they were written."),
  })
  .meta({ id: "VisitorExport" });
export type VisitorExport = z.infer<typeof visitorExportSchema>;
