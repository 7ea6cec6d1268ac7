import * as z from "zod";
import { jsonObjectSchema } from "./json.ts";

const MAX_NAME = 200;
/** A variant of a keyword list is called by its phrase. */
const MAX_VARIANT = 4_096;

/** Body of `POST /v1/track`: Segment's track call. */
export const trackRequestSchema = z
  .looseObject({
    event: z.string().min(1).max(200).describe("Name of what happened, e.g. `Guide Downloaded`."),
    properties: jsonObjectSchema.optional(),
    messageId: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe("Makes a resend harmless for 7 days."),
    anonymousId: z.string().max(200).nullish(),
    userId: z.string().max(200).nullish(),
    visitorId: z.string().max(200).optional().describe("Secret key only."),
    context: jsonObjectSchema.optional().describe("`context.traits` are kept as traits."),
    timestamp: z.string().max(64).optional().describe("When it happened."),
    sentAt: z.string().max(64).optional(),
    writeKey: z.string().max(200).optional(),
  })
  .meta({ id: "TrackRequest" });
export type TrackRequest = z.infer<typeof trackRequestSchema>;

/** Body of `POST /v1/leads`: a form's submit. */
export const leadRequestSchema = z
  .looseObject({
    fields: z.record(
      z.string().max(100),
      z.union([z.string().max(2_000), z.boolean(), z.number()]),
    ),
    offer: z.string().max(200).optional(),
    slot: z.string().max(200).optional(),
    rule: z
      .string()
      .max(MAX_NAME)
      .optional()
      .describe("With `variant`: what filled the slot, as the decision said."),
    variant: z.string().max(MAX_VARIANT).optional(),
    experiment: z.string().max(MAX_NAME).optional().describe("With `arm`: likewise."),
    arm: z.string().max(MAX_NAME).optional(),
    decisionId: z.string().max(200).optional(),
    url: z.string().max(16_384).optional(),
    visitorId: z.string().max(200).optional().describe("Secret key only."),
    messageId: z.string().min(1).max(200).optional(),
  })
  .meta({ id: "LeadRequest" });
export type LeadRequest = z.infer<typeof leadRequestSchema>;

/** Answer of the tracking routes: 200 means on disk. */
export const trackResponseSchema = z
  .object({
    success: z.literal(true),
    stored: z.number().int(),
    duplicates: z.number().int(),
    quarantined: z.array(
      z.object({
        index: z.number().int(),
        messageId: z.string().optional(),
        path: z.string(),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: "TrackResponse" });
export type TrackResponse = z.infer<typeof trackResponseSchema>;

/** Answer of `POST /v1/leads`: the lead is on disk. */
export const leadResponseSchema = z
  .object({
    success: z.literal(true),
    lead: z.string().describe("Id of the lead: its messageId."),
    duplicate: z.boolean().describe("It was already known; nothing was counted again."),
    message: z.string().optional().describe("The form's thanks."),
  })
  .meta({ id: "LeadResponse" });
export type LeadResponse = z.infer<typeof leadResponseSchema>;

/** Events that Facet itself emits. */
export const FACET_EVENTS = {
  sessionStarted: "Session Started",
  slotExposed: "Slot Exposed",
  offerShown: "Offer Shown",
  offerDismissed: "Offer Dismissed",
  offerConverted: "Offer Converted",
  leadSubmitted: "Lead Submitted",
} as const;
