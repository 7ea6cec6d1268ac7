import * as z from "zod";
import { jsonObjectSchema, jsonSchema } from "./json.ts";

/** Body of `POST /ofrep/v1/evaluate/flags` and `/flags/{flag}` (OpenFeature Remote Evaluation Protocol). */
export const ofrepRequestSchema = z
  .looseObject({
    context: jsonObjectSchema
      .optional()
      .describe(
        "`targetingKey` is the visitor's id; `url`, `referrer`, `query`, `page` and `at` are as in decide; the rest are attributes.",
      ),
  })
  .meta({ id: "OfrepRequest" });

/** One flag that was evaluated. */
export const ofrepFlagSchema = z
  .object({
    key: z.string(),
    reason: z.string().describe("As in decide."),
    variant: z.string().describe("`rule/variant`, `experiment/arm`, `default`, `on` or `off`."),
    value: jsonSchema.describe("Content of a slot; whether an offer may show."),
    metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  })
  .meta({ id: "OfrepFlag" });
export type OfrepFlag = z.infer<typeof ofrepFlagSchema>;

/** Answer of `POST /ofrep/v1/evaluate/flags`. */
export const ofrepBulkSchema = z
  .object({ flags: z.array(ofrepFlagSchema) })
  .meta({ id: "OfrepFlags" });
export type OfrepBulk = z.infer<typeof ofrepBulkSchema>;

/** What went wrong with a call or a flag. */
export const ofrepFailureSchema = z
  .object({
    key: z.string().optional(),
    errorCode: z.enum(["PARSE_ERROR", "INVALID_CONTEXT", "FLAG_NOT_FOUND", "GENERAL"]),
    errorDetails: z.string(),
  })
  .meta({ id: "OfrepFailure" });
export type OfrepFailure = z.infer<typeof ofrepFailureSchema>;
