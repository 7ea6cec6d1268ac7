import * as z from "zod";

const campaign = {
  source: z.string().optional().describe("`utm_source`."),
  campaign: z.string().optional().describe("`utm_campaign`; absent: not told, or a broken macro."),
};
const counted = {
  clicks: z.number().int().describe("At most so many."),
  overcount: z
    .number()
    .int()
    .describe("At least `clicks` − `overcount`. 0 but where more was seen than is counted singly."),
};

/** Answer of `GET /v1/reports/keywords`. */
export const keywordsReportSchema = z
  .strictObject({
    from: z.iso.datetime().describe("Start of the first day that is counted in, UTC."),
    to: z.iso.datetime().describe("End of the last one, or now."),
    since: z.iso.datetime().describe("When counting began: with the process."),
    clicks: z
      .strictObject({
        total: z.number().int(),
        matched: z.number().int().describe("With a phrase or id that a list knows."),
        unknown: z.number().int().describe("With a phrase that no list knows."),
        blocked: z.number().int().describe("With a phrase that a minus phrase keeps away."),
        noPhrase: z.number().int().describe("An ad click without any phrase."),
        brokenMacro: z.number().int().describe("With a macro that the ad system did not fill in."),
        withheld: z
          .number()
          .int()
          .describe("Unknown phrases that look like a person's data and were not kept."),
      })
      .describe("Page views that came from an ad; bots and previews are not counted."),
    matches: z.record(z.string(), z.number().int()).describe("Matched clicks by rung."),
    campaigns: z.array(
      z.strictObject({
        ...campaign,
        ...counted,
        unknown: z.number().int(),
        blocked: z.number().int(),
        brokenMacro: z.number().int(),
      }),
    ),
    brokenMacros: z.array(
      z.strictObject({ ...campaign, parameter: z.string().describe("Of the URL."), ...counted }),
    ),
    unknownPhrases: z.array(z.strictObject({ ...campaign, phrase: z.string(), ...counted })),
  })
  .meta({ id: "KeywordsReport" });
export type KeywordsReport = z.infer<typeof keywordsReportSchema>;
