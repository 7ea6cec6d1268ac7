import * as z from "zod";
import { duration, id, someText, text } from "./scalar.ts";

const minus = z
  .union([text, z.array(someText)])
  .describe("Minus phrases, one a line, with the operators of the ad system.");

/** How a table of ad phrases matches. */
export const keywordList = z.strictObject({
  keywordList: id.describe("Id of the list."),
  file: someText.describe("Its table, beside this file.").meta({ examples: ["okna.csv"] }),
  description: text.optional().describe("A note for colleagues."),
  enabled: z.boolean().optional().describe("`false` switches the list off."),
  platform: z
    .enum(["yandex", "google", "microsoft", "plain"])
    .optional()
    .describe("Whose phrases these are; says what operators mean. Absent: plain."),
  remember: z
    .union([z.enum(["page", "visit"]), duration])
    .optional()
    .describe(
      "How long the matched phrase stays the visitor's: page, visit (the default), or a time such as 7d.",
    ),
  priority: z
    .number()
    .optional()
    .describe("Place of the table's content among the rules: higher goes first. Absent: 1000."),
  minus: minus.optional(),
  minusFrom: z
    .union([someText, z.array(someText)])
    .optional()
    .describe("Text files of minus phrases that several lists share."),
  groups: z
    .record(
      someText,
      z.strictObject({
        label: text.optional().describe("Name of the group for people, as in the ad account."),
        minus: minus.optional(),
        description: text.optional().describe("A note for colleagues."),
      }),
    )
    .optional()
    .describe("Keyword groups of the table, where there is more to say of them."),
  secondChances: z
    .array(z.enum(["layout", "transliteration", "typo"]))
    .optional()
    .describe(
      "What to try where nothing matches: wrong keyboard layout, transliteration, one typo.",
    ),
  synonyms: someText.optional().describe("Table of synonyms, beside this file."),
});

/** A keyword list as it is written, without its table. */
export type KeywordListSource = z.infer<typeof keywordList>;
