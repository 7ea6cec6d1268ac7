import * as z from "zod";
import { jsonObjectSchema, jsonSchema } from "./json.ts";
import { BROKEN, isWhole } from "./text.ts";

const MAX_URL = 16_384;
const MAX_TEXT = 4_096;
const MAX_NAMES = 200;

/** What the visitor allowed; a purpose left out is not spoken of. */
export const consentSchema = z
  .strictObject({
    storage: z.boolean().optional(),
    analytics: z.boolean().optional(),
    profile: z.boolean().optional(),
    ads: z.boolean().optional(),
    sharing: z.boolean().optional(),
  })
  .describe("What the visitor allowed, by purpose.");

/** Body of `POST /v1/decide` and `POST /v1/explain`. */
export const decideRequestSchema = z
  .strictObject({
    url: z.string().max(MAX_URL).optional().describe("The page's full URL, query string included."),
    referrer: z.string().max(MAX_URL).optional().describe("The Referer of the page view."),
    page: z.string().max(200).optional().describe("Page id; absent: found by the URL's path."),
    query: z
      .string()
      .max(MAX_TEXT)
      .optional()
      .describe("The ad phrase, where the caller knows it."),
    attributes: jsonObjectSchema.optional().describe("Values of the attributes of site.yaml."),
    slots: z
      .array(z.string().max(200))
      .max(MAX_NAMES)
      .optional()
      .describe("Narrows the answer to these slots, never the decision."),
    consent: consentSchema.optional(),
    visitorId: z
      .string()
      .min(1)
      .max(200)
      .refine(isWhole, BROKEN)
      .optional()
      .describe("Secret key only."),
    ip: z.string().max(64).optional().describe("The visitor's address. Secret key only."),
    userAgent: z.string().max(MAX_TEXT).optional().describe("Secret key only."),
    headers: z
      .record(z.string().max(200), z.string().max(MAX_URL))
      .optional()
      .describe("The visitor's request headers, e.g. accept-language. Secret key only."),
    state: z
      .string()
      .optional()
      .describe(
        "Value of the sealed visitor cookie; one that does not open is ignored. Secret key only.",
      ),
    at: z.iso
      .datetime({
        offset: true,
        error: "expected an instant with its zone, such as 2026-12-05T09:00:00Z",
      })
      .optional()
      .describe("The clock of this decision and of the visit it records. Secret key only."),
    signals: jsonObjectSchema
      .optional()
      .describe(
        'Replaces built-in signals, e.g. `{ "visits": 2, "geo.city": "Москва" }`; implies peek. Secret key only.',
      ),
    peek: z.boolean().optional().describe("Nothing is counted or stored."),
    counted: z
      .boolean()
      .optional()
      .describe(
        "This page view was counted before, and is not counted a second time: what a page asks for itself that came from a cache. Implies peek.",
      ),
    explain: z.boolean().optional().describe("Adds every rule's trace. Secret key only."),
  })
  .meta({ id: "DecideRequest" });
/** A parsed decide request. */
export type DecideRequest = z.infer<typeof decideRequestSchema>;

/** OpenFeature's reasons, as far as Facet gives them. */
export const reasonSchema = z.enum([
  "STATIC",
  "DEFAULT",
  "TARGETING_MATCH",
  "SPLIT",
  "DISABLED",
  "ERROR",
]);

/** The type of a slot's content. */
export const slotTypeSchema = z.enum(["text", "cta", "image", "form", "html", "json"]);

/** What one slot shows, and why. */
export const slotDecisionSchema = z
  .object({
    type: slotTypeSchema,
    content: jsonSchema.describe("Shape by type; null where hidden."),
    hidden: z.literal(true).optional().describe("The slot is removed from the page."),
    rule: z.string().optional(),
    variant: z.string().optional(),
    experiment: z.string().optional(),
    arm: z.string().optional(),
    reason: reasonSchema,
    errorCode: z.string().optional(),
  })
  .meta({ id: "SlotDecision" });
export type SlotDecision = z.infer<typeof slotDecisionSchema>;

/** One offer that may show. */
export const offerDecisionSchema = z
  .object({
    id: z.string(),
    type: z.enum(["modal", "bar", "slide-in", "notification"]),
    searchSafe: z
      .literal(true)
      .optional()
      .describe("A modal that opens as a bar until 60 % of the page has been scrolled."),
    trigger: jsonObjectSchema.describe("When the page opens it; milliseconds and percent."),
    content: jsonSchema,
    form: jsonSchema.optional(),
    goal: z.string().optional(),
  })
  .meta({ id: "OfferDecision" });
export type OfferDecision = z.infer<typeof offerDecisionSchema>;

/** Answer of `/v1/decide` and `/v1/explain`. */
export const decisionSchema = z
  .object({
    decisionId: z.string().describe("UUIDv7."),
    rules: z.string().describe("Revision of the rule set that decided."),
    page: z.string().nullable(),
    slots: z.record(z.string(), slotDecisionSchema),
    offers: z.array(offerDecisionSchema).describe("All that may show, best first."),
    offerLimits: z
      .object({
        page: z.number().optional(),
        visit: z.number().optional(),
        gapMs: z.number().optional(),
        waitMs: z.number().optional(),
      })
      .describe(
        "The page's own budget: shows per page, what is left of the visit, time between two, time left since the last.",
      ),
    askedFields: z
      .record(z.string(), z.array(z.string()))
      .optional()
      .describe(
        "By form slot: the names of the fields to ask this visitor, where not all are asked; its content has all.",
      ),
    visitor: z.object({
      id: z.string().optional(),
      visits: z.number().optional(),
      returning: z.boolean().optional(),
      score: z.number().optional(),
      scores: z.record(z.string(), z.number()).optional(),
      grade: z.enum(["A", "B", "C", "D", "E"]).optional(),
      interest: z.number().optional(),
      rank: z.string().optional(),
      segments: z.array(z.string()).optional(),
      holdout: z.boolean().optional(),
    }),
    keyword: z
      .object({
        phrase: z.string(),
        list: z.string(),
        group: z.string().optional(),
        match: z.string(),
        rung: z.string(),
      })
      .optional(),
    clicks: z
      .array(z.object({ event: z.string(), selector: z.string() }))
      .optional()
      .describe("Clicks that the page reports, as `events.yaml` has them; absent: none."),
    formToken: z
      .string()
      .optional()
      .describe("For the forms of this page to send along; absent: it shows none."),
    cache: z
      .object({
        scope: z.enum(["static", "shared", "private"]),
        key: z.string().optional().describe("Variation code; absent where it is private."),
        maxAge: z.number().int().describe("Seconds."),
        swr: z.number().int().describe("Seconds that a stale answer may still be given."),
        tags: z.array(z.string()),
        varies: z.array(z.string()).describe("Signals that decide."),
        cardinality: z.number().int().describe("How many answers there may be."),
      })
      .optional()
      .describe("How the page may be cached; answers of one key have the same slots."),
    cookies: z.array(z.string()).optional().describe("Set-Cookie values the site must send on."),
    warnings: z.array(z.string()),
    degraded: z
      .array(z.enum(["visitor", "geo", "device", "rules", "events"]))
      .describe("What the answer had to do without."),
    explain: jsonObjectSchema.optional(),
  })
  .meta({ id: "Decision" });
/** A decision as it travels. */
export type DecideResponse = z.infer<typeof decisionSchema>;
