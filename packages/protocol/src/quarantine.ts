import * as z from "zod";

/** An event that could not be counted. */
export const quarantinedEventSchema = z
  .object({
    id: z.string().describe("Names it in the replay route."),
    messageId: z.string(),
    receivedAt: z.iso.datetime(),
    type: z.string().optional().describe("Kind of call, as far as it is known."),
    event: z.string().optional(),
    path: z.string().describe("JSONPath into the event."),
    message: z.string(),
    raw: z
      .string()
      .describe("The event as JSON without keys, cookies and addresses; at most 32 KB of it."),
    complete: z.boolean().describe("`false`: `raw` is cut, so it cannot be replayed."),
    visitorId: z.string().optional(),
  })
  .meta({ id: "QuarantinedEvent" });
export type QuarantinedEvent = z.infer<typeof quarantinedEventSchema>;

/** Answer of `GET /v1/quarantine`: oldest first. */
export const quarantineResponseSchema = z
  .object({
    events: z.array(quarantinedEventSchema),
    next: z.string().optional().describe("Asks for the rest as `?after=`; absent: that was all."),
  })
  .meta({ id: "QuarantineResponse" });
export type QuarantineResponse = z.infer<typeof quarantineResponseSchema>;

/** Answer of the replay routes. */
export const replayResponseSchema = z
  .object({
    success: z.literal(true),
    stored: z.number().int(),
    duplicates: z.number().int(),
    quarantined: z.number().int().describe("What is still wrong, and stays."),
    refused: z.number().int().describe("Left the quarantine uncounted: their visitor was erased."),
    next: z.string().optional().describe("Goes on as `?after=`; absent: all have been tried."),
  })
  .meta({ id: "ReplayResponse" });
export type ReplayResponse = z.infer<typeof replayResponseSchema>;
