import * as z from "zod";
import { audience } from "./audience.ts";
import { condition } from "./condition.ts";
import { contents } from "./content.ts";
import { id, percent, text } from "./scalar.ts";

const variant = z.strictObject({
  id: id.describe("Name of the variant, seen in reasons and reports."),
  description: text.optional().describe("A note for colleagues."),
  when: condition.optional(),
  content: contents,
});

/** A rule: who sees which content. */
export const rule = z.strictObject({
  rule: id.describe("Id of the rule."),
  ...audience,
  bundle: z
    .boolean()
    .optional()
    .describe("`true`: fills all the slots of its variant, or none of them."),
  variants: z
    .array(variant)
    .min(1)
    .describe("Alternatives; the first whose condition holds is the rule's."),
});

const arm = z.strictObject({
  weight: z.number().min(0).describe("Its share relative to the other arms."),
  description: text.optional().describe("A note for colleagues."),
  content: contents.optional(),
});

/** An experiment: content is drawn at random and compared. */
export const experiment = z.strictObject({
  experiment: id.describe("Id of the experiment; also its seed, so a new id draws anew."),
  ...audience,
  traffic: percent
    .optional()
    .describe("Share of the matching visitors that takes part. Absent: 100%."),
  goal: id.optional().describe("Goal that it is judged by."),
  arms: z
    .record(id, arm)
    .describe("Sides of the comparison; one without content sees what the rest of the rules give."),
  winner: id
    .optional()
    .describe("Arm that everyone who matches gets from now on; ends the experiment."),
});

/** A rule as it is written. */
export type RuleSource = z.infer<typeof rule>;
/** An experiment as it is written. */
export type ExperimentSource = z.infer<typeof experiment>;
