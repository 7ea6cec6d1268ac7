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

/** Answer of `GET /v1/visitors/{id}`. */
export const visitorCardSchema = z
  .object({
    id: z.string(),
    createdAt: instant,
    visits: z.number().int(),
    visitStartedAt: instant.optional(),
    lastSeenAt: instant.optional(),
    pageviews: z.number().int().describe("Page views of the current visit."),
    firstTouch: touchSchema.optional(),
    lastTouch: touchSchema.optional(),
    lastNonDirectTouch: touchSchema.optional(),
    score: z.number().optional(),
    scores: z.record(z.string(), z.number()).optional(),
    grade: z.string().optional(),
    interest: z.number().optional(),
    rank: z.string().optional(),
    segments: z.array(z.string()),
    traits: jsonObjectSchema,
    ledger: z
      .array(
        z.object({
          rule: z.string(),
          event: z.string(),
          points: z.number(),
          at: instant,
          score: z.string().optional(),
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
  })
  .meta({ id: "VisitorCard" });
export type VisitorCard = z.infer<typeof visitorCardSchema>;
