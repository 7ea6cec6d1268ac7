import * as z from "zod";

/** Body of `POST /v1/lint`: rule files by path. */
export const lintRequestSchema = z
  .strictObject({
    files: z.record(z.string().max(500), z.string()).describe("Path in the rules folder → text."),
  })
  .meta({ id: "LintRequest" });
export type LintRequest = z.infer<typeof lintRequestSchema>;

/** One problem of a rule set. */
export const lintProblemSchema = z
  .object({
    file: z.string(),
    line: z.number().int(),
    column: z.number().int(),
    severity: z.enum(["error", "warning"]),
    code: z.string(),
    message: z.string(),
    suggestion: z.string().optional(),
  })
  .meta({ id: "LintProblem" });

/** Answer of `POST /v1/lint`; always 200 for a well-formed request. */
export const lintResponseSchema = z
  .object({ ok: z.boolean(), problems: z.array(lintProblemSchema) })
  .meta({ id: "LintResponse" });
export type LintResponse = z.infer<typeof lintResponseSchema>;
