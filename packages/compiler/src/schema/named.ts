import * as z from "zod";
import { condition } from "./condition.ts";
import { someText, text } from "./scalar.ts";
import { attribute, paths } from "./site.ts";

const description = text.optional().describe("A note for colleagues.");

/** A named condition. */
export const segment = z.strictObject({
  when: condition.describe("Who belongs to it."),
  description,
});

/** How an event is recognised without a developer. */
export const event = z.union([
  z.strictObject({
    page: paths.describe("Seen when one of these paths is opened."),
    description,
  }),
  z.strictObject({
    click: someText.describe("Seen when an element of this CSS selector is clicked."),
    description,
  }),
  z.strictObject({
    event: someText.describe("Another event that also counts as this one …"),
    where: condition.optional().describe("… where its properties are these."),
    description,
  }),
]);

const property = attribute.extend({
  type: z
    .enum(["string", "number", "boolean", "date", "list", "object"])
    .describe("What its values are."),
  required: z.boolean().optional().describe("`true`: no event comes without it."),
});

/** What an event that is sent has to be. */
export const eventSchema = z.strictObject({
  properties: z
    .record(someText, property)
    .optional()
    .describe("Types of its properties; one of another type puts the event into quarantine."),
  description,
});

/** A segment as it is written. */
export type SegmentSource = z.infer<typeof segment>;
/** A recognised event as it is written. */
export type EventSource = z.infer<typeof event>;
/** What an event has to be, as it is written. */
export type EventSchemaSource = z.infer<typeof eventSchema>;
