import * as z from "zod";
import { condition } from "./condition.ts";
import { date, days, id, text } from "./scalar.ts";

const schedule = z
  .strictObject({
    from: date.optional().describe("First day or time, included; without a zone the site's."),
    until: date.optional().describe("Last day or time, excluded; without a zone the site's."),
    days: z
      .union([days, z.array(days).min(1)])
      .optional()
      .describe("Days of the week: mon, tue, wed, thu, fri, sat, sun, or runs such as mon-fri."),
  })
  .describe("When it is on. Absent: always.");

/** What rules, experiments and offers say of whom and when. */
export const audience = {
  description: text.optional().describe("A note for colleagues."),
  enabled: z.boolean().optional().describe("`false` switches it off."),
  priority: z.number().optional().describe("Higher goes first. Absent: 0."),
  page: z
    .union([id, z.array(id).min(1)])
    .optional()
    .describe("Page id or a list of them. Absent: every page it fits."),
  schedule: schedule.optional(),
  when: condition.optional(),
} as const;
