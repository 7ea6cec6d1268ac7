import * as z from "zod";

const MAX_TERM = 2_048;
const MAX_TERMS = 10_000;

const termRequestSchema = z.strictObject({
  term: z.string().min(1).max(MAX_TERM).describe("What people typed."),
  clicks: z.number().min(0).max(1e12).optional().describe("Default 0."),
  cost: z.number().min(0).max(1e15).optional().describe("In any one currency. Default 0."),
});

/** JSON body of `POST /v1/coverage`. */
export const coverageRequestSchema = z
  .strictObject({ terms: z.array(termRequestSchema).max(MAX_TERMS) })
  .meta({ id: "CoverageRequest" });
export type CoverageRequest = z.infer<typeof coverageRequestSchema>;

const amount = {
  terms: z.number().int().describe("Rows of the report."),
  clicks: z.number(),
  cost: z.number().describe("In the currency of the report."),
};
const shareSchema = z
  .strictObject({
    ...amount,
    clicksShare: z.number().describe("Of all clicks, 0 to 1."),
    costShare: z.number().describe("Of all cost, 0 to 1."),
  })
  .meta({ id: "CoverageShare" });
const listedSchema = z
  .strictObject({ list: z.string(), group: z.string().optional(), phrase: z.string() })
  .meta({ id: "ListedPhrase" });
const term = {
  term: z.string(),
  ...amount,
  incomplete: z
    .literal(true)
    .optional()
    .describe("The report has too many terms to count each; some rows of this one are not in."),
};
const costliest = <T extends z.ZodType>(member: T) =>
  z.strictObject({ ...shareSchema.shape, top: z.array(member).describe("Costliest first.") });
const group = { list: z.string(), label: z.string().optional() };

/** Answer of `POST /v1/coverage`. */
export const coverageResponseSchema = z
  .strictObject({
    rules: z.string().describe("Revision of the rule set."),
    missing: z
      .array(z.enum(["clicks", "cost"]))
      .describe("Columns that the report does not have: these figures are 0 everywhere."),
    total: z.strictObject(amount),
    outcomes: z
      .strictObject({
        identical: shareSchema.describe("The term is a listed phrase."),
        matched: shareSchema.describe("A phrase matched, by its words."),
        secondChance: shareSchema.describe("Matched after a typo, a layout, … was mended."),
        blocked: shareSchema.describe("A minus phrase kept it from every phrase."),
        default: shareSchema.describe("No list knows it, so it sees the defaults."),
      })
      .describe("What became of the terms; adds up to the total."),
    matches: z.record(z.string(), shareSchema).describe("By kind of match."),
    unmapped: costliest(
      z.strictObject({
        ...term,
        suggestion: z
          .strictObject({ list: z.string(), group: z.string(), words: z.array(z.string()) })
          .optional()
          .describe("The group that shares most words with it."),
      }),
    ),
    blocked: costliest(
      z.strictObject({ ...term, minus: z.string(), phrase: listedSchema.optional() }),
    ),
    ambiguous: costliest(
      z.strictObject({
        ...term,
        match: listedSchema,
        rival: listedSchema,
        decidedBy: z.string().describe("What the match has and the rival has not."),
      }),
    ).describe("Terms that a phrase of another group fits as well."),
    overlong: costliest(
      z.strictObject({
        ...amount,
        match: listedSchema,
        slot: z.string(),
        text: z.string(),
        length: z.number().int(),
        maxLength: z.number().int(),
      }),
    ).describe("Texts that the phrase makes too long, so that their defaults show."),
    groups: z.array(
      z.strictObject({
        ...group,
        group: z.string().optional(),
        ...amount,
        phrases: z.number().int(),
        reached: z.number().int().describe("How many of its phrases a term reached."),
      }),
    ),
    idleGroups: z
      .array(z.strictObject({ ...group, group: z.string() }))
      .describe("Groups that no term came to."),
    phrases: z.strictObject({
      total: z.number().int(),
      reached: z.number().int(),
      unreached: z.array(listedSchema).describe("The first that no term reached."),
    }),
    skipped: z
      .strictObject({
        rows: z.number().int(),
        reasons: z.record(z.string(), z.number().int()),
        first: z.array(z.strictObject({ row: z.number().int(), reason: z.string() })),
      })
      .describe("Rows of the report that were passed over."),
  })
  .meta({ id: "Coverage" });
export type CoverageResponse = z.infer<typeof coverageResponseSchema>;
