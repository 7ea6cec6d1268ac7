import * as z from "zod";

/** RFC 9457 problem document. */
export const problemSchema = z
  .object({
    type: z
      .string()
      .describe("URI of the kind of problem; `about:blank` where the status says it all."),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional().describe("What happened and what to do."),
    instance: z.string().optional().describe("Id of this request."),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe("One entry a mistake; path is a JSON path into the body."),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problemSchema>;
