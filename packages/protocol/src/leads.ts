import * as z from "zod";
import { BROKEN, isWhole } from "./text.ts";
import { touchSchema } from "./visitor.ts";

const MAX_NAME = 200;
/** A variant of a keyword list is called by its phrase. */
const MAX_VARIANT = 4_096;

const visitorName = z.string().max(MAX_NAME).refine(isWhole, BROKEN);

const fieldSchema = z.union([z.string().max(2_000), z.boolean(), z.number()]);

/** What a form in a page carries beside its fields. */
export const pageFormSchema = z
  .strictObject({
    token: z.string().max(4_096).optional().describe("The decision's `formToken`."),
    trap: z
      .string()
      .max(2_000)
      .optional()
      .describe("Value of the field that nobody sees: people leave it empty."),
  })
  .meta({ id: "PageForm" });
export type PageForm = z.infer<typeof pageFormSchema>;

/** Body of `POST /v1/leads`: a form's submit. */
export const leadRequestSchema = z
  .looseObject({
    fields: z.record(z.string().max(100), fieldSchema),
    offer: z.string().max(MAX_NAME).optional(),
    slot: z.string().max(MAX_NAME).optional(),
    rule: z
      .string()
      .max(MAX_NAME)
      .optional()
      .describe("With `variant`: what filled the slot, as the decision said."),
    variant: z.string().max(MAX_VARIANT).optional(),
    experiment: z.string().max(MAX_NAME).optional().describe("With `arm`: likewise."),
    arm: z.string().max(MAX_NAME).optional(),
    decisionId: z.string().max(MAX_NAME).optional(),
    url: z.string().max(16_384).optional(),
    visitorId: visitorName.optional().describe("Secret key only."),
    anonymousId: visitorName.nullish().describe("The same where there is no `visitorId`."),
    messageId: z
      .string()
      .min(1)
      .max(MAX_NAME)
      .refine(isWhole, BROKEN)
      .optional()
      .describe(
        "Names the lead: a resend is harmless for 7 days. The header `Idempotency-Key` is the same.",
      ),
    form: pageFormSchema
      .optional()
      .describe(
        "What the page's form had beside its fields. A server that hands on what a page sent says so by it, and the submit is held against it.",
      ),
  })
  .meta({ id: "LeadRequest" });
export type LeadRequest = z.infer<typeof leadRequestSchema>;

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

/** Why a submit waits for somebody to look at it. */
export const suspicionSchema = z.enum([
  "trap-filled",
  "no-token",
  "bad-token",
  "too-fast",
  "no-origin",
]);
/** Why a submit waits for somebody to look at it. */
export type Suspicion = z.infer<typeof suspicionSchema>;

/** What a lead came from: the decision's own names. */
const origin = {
  offer: z.string().optional(),
  slot: z.string().optional(),
  rule: z.string().optional(),
  variant: z.string().optional(),
  experiment: z.string().optional(),
  arm: z.string().optional(),
  decisionId: z.string().optional(),
};

/** Who sent a lead, as far as they were known when it came, the lead itself included. */
export const leadVisitorSchema = z
  .object({
    id: z.string(),
    visits: z.number().int().optional(),
    score: z.number().optional(),
    scores: z.record(z.string(), z.number()).optional(),
    interest: z.number().optional(),
    grade: z.string().optional(),
    rank: z.string().optional(),
    segments: z.array(z.string()).optional(),
    firstTouch: touchSchema.optional(),
    lastTouch: touchSchema.optional(),
    lastNonDirectTouch: touchSchema.optional(),
  })
  .meta({ id: "LeadVisitor" });
/** Who sent a lead. */
export type LeadVisitor = z.infer<typeof leadVisitorSchema>;

/** A lead: as it is listed, and the `data` of the webhook `lead.submitted`. */
export const leadSchema = z
  .object({
    id: z.string().describe("The lead's messageId."),
    site: z.string(),
    receivedAt: z.iso.datetime(),
    event: z.string().describe("Name of the form's event."),
    fields: z
      .record(z.string(), fieldSchema)
      .describe(
        "By name: numbers as numbers, boxes as booleans, telephone numbers as E.164 where that can be told.",
      ),
    typed: z
      .record(z.string(), z.string())
      .optional()
      .describe("What was typed, where `fields` has it in another form."),
    ...origin,
    url: z.string().optional().describe("The page."),
    visitor: leadVisitorSchema
      .optional()
      .describe("Absent: it may not be tied to anybody, as the visitor wishes."),
  })
  .meta({ id: "Lead" });
/** A lead. */
export type Lead = z.infer<typeof leadSchema>;

/** A lead in a list. */
export const listedLeadSchema = leadSchema
  .extend({
    suspicions: z
      .array(suspicionSchema)
      .optional()
      .describe("Why it is in quarantine; absent: it is not."),
    release: z.string().optional().describe("Names it in the release route."),
  })
  .meta({ id: "ListedLead" });
/** A lead in a list. */
export type ListedLead = z.infer<typeof listedLeadSchema>;

/** Answer of `GET /v1/leads`: oldest first. */
export const leadsResponseSchema = z
  .object({
    leads: z.array(listedLeadSchema),
    next: z.string().optional().describe("Asks for the rest as `?after=`; absent: that was all."),
  })
  .meta({ id: "LeadsResponse" });
export type LeadsResponse = z.infer<typeof leadsResponseSchema>;

/** Answer of `POST /v1/leads/{id}/release`. */
export const releaseResponseSchema = z
  .object({
    success: z.literal(true),
    lead: z.string(),
    duplicate: z.boolean().describe("It had been counted already."),
  })
  .meta({ id: "ReleaseResponse" });
export type ReleaseResponse = z.infer<typeof releaseResponseSchema>;

/** Name of the webhook that tells of a lead. */
export const LEAD_WEBHOOK = "lead.submitted";

/** Body of the webhook `lead.submitted`, by Standard Webhooks. */
export const leadWebhookSchema = z
  .object({
    type: z.literal(LEAD_WEBHOOK),
    timestamp: z.iso.datetime().describe("When the lead came."),
    data: leadSchema,
  })
  .meta({ id: "LeadWebhook" });
export type LeadWebhook = z.infer<typeof leadWebhookSchema>;
