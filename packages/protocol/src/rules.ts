import * as z from "zod";
import { slotTypeSchema } from "./decide.ts";
import { lintProblemSchema } from "./lint.ts";

/** What became of the latest attempt to load the rules. */
export const rulesReloadSchema = z
  .object({
    state: z
      .enum(["ok", "held-back", "failed", "pending"])
      .describe(
        "ok: what is on disk is served · held-back: the last edit is broken, the last good rule set is served · failed: nothing could be loaded yet · pending: not tried yet.",
      ),
    at: z.iso.datetime().optional().describe("When it was tried."),
    problems: z.array(lintProblemSchema).describe("Errors that hold it back, and warnings."),
  })
  .meta({ id: "RulesReload" });

/** Answer of `GET /v1/rules`. */
export const rulesResponseSchema = z
  .object({
    revision: z.string().nullable().describe("Revision that is served; null: none yet."),
    site: z.string().nullable(),
    loadedAt: z.iso.datetime().nullable(),
    counts: z.record(z.string(), z.number().int()).describe("How many pages, slots, rules, …"),
    pages: z.array(
      z.object({ id: z.string(), paths: z.array(z.string()), slots: z.array(z.string()) }),
    ),
    slots: z.record(z.string(), z.object({ type: slotTypeSchema })),
    reload: rulesReloadSchema,
  })
  .meta({ id: "Rules" });
export type RulesResponse = z.infer<typeof rulesResponseSchema>;
