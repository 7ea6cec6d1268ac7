import * as z from "zod";
import type { Parameter } from "./route.ts";

/** Most that one part of a list may have. */
const MAX_LIMIT = 1_000;
/** What a part has where the call does not say. */
export const DEFAULT_LIMIT = 100;

/** What a call says of the part of a list that it wants. */
export const partSchema = z.strictObject({
  after: z.string().optional().describe("`next` of the answer before: goes on behind it."),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_LIMIT)
    .optional()
    .describe(`How many at most; ${DEFAULT_LIMIT} where it is not told.`),
});

/** The parameters of a query, as the reference lists them. */
export function toParameters(query: z.ZodObject): readonly Parameter[] {
  return Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: "query",
    description: schema.description ?? "",
    schema,
  }));
}
