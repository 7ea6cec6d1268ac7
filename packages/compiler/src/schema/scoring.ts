import * as z from "zod";
import { condition } from "./condition.ts";
import { daysLong, id, someText, text } from "./scalar.ts";

const points = z.strictObject({
  id: id.optional().describe("Name of this line in the ledger. Absent: made from the event."),
  event: someText.describe("Event that gives the points."),
  points: z.number().describe("Points; below zero takes away."),
  once: z.boolean().optional().describe("`true`: only the first time."),
  max: z.number().min(0).optional().describe("This line gives at most so many points."),
  per: daysLong.optional().describe("At most once in this length of time."),
  score: id.optional().describe("A second, named score: `scores.<name>`. Absent: the main one."),
  description: text.optional().describe("A note for colleagues."),
});

const after = daysLong.optional().describe("Points stay whole for so long.");
const decay = z.union([
  z.strictObject({
    after,
    halfLife: daysLong.describe("How long it takes until half of them is gone."),
  }),
  z.strictObject({
    after,
    lose: z.number().min(0).describe("Then so many points are lost …"),
    every: daysLong.describe("… every so often."),
  }),
]);

const level = z.number().optional().describe("From this many points on.");

const fit = z.strictObject({
  grade: z.enum(["A", "B", "C", "D", "E"]).describe("A fits best, E least."),
  when: condition.optional().describe("Who gets it. Absent: everyone who is left."),
  description: text.optional().describe("A note for colleagues."),
});

/** `scoring.yaml`; may be split over several documents. */
export const scoring = z.strictObject({
  points: z.array(points).optional().describe("Interest: what visitors do, and what it counts."),
  decay: decay
    .optional()
    .describe(
      "How points fade: `{ after: 14d, halfLife: 30d }` or `{ after: 14d, lose: 5, every: 7d }`.",
    ),
  interest: z
    .strictObject({ "1": level, "2": level, "3": level, "4": level })
    .optional()
    .describe("Levels of interest: level, and from how many points on; 1 is the highest."),
  fit: z.array(fit).optional().describe("Who they are: grades, the first that holds."),
});

/** Scoring as it is written. */
export type ScoringSource = z.infer<typeof scoring>;
