import * as z from "zod";
import { anyValue } from "./condition.ts";
import { count, date, duration, id, positive, someText, text } from "./scalar.ts";

const consent = z
  .strictObject({
    storage: z.boolean().optional(),
    analytics: z.boolean().optional(),
    profile: z.boolean().optional(),
    ads: z.boolean().optional(),
    sharing: z.boolean().optional(),
  })
  .describe("What the visitor allowed, by purpose.");

const pastEvent = z.strictObject({
  event: someText.describe("Name of what happened."),
  ago: duration.optional().describe("How long ago. Absent: just now."),
  properties: z.record(z.string(), anyValue).optional().describe("What was sent with it."),
});

/** An example visitor: what a request says, and what is known of the past. */
export const visitorShape = {
  url: someText.optional().describe("Full address of the page, with its query."),
  page: id.optional().describe("Page id. Absent: found by the address."),
  referrer: text.optional().describe("Where the visitor came from."),
  query: text.optional().describe("The ad phrase, where the caller knows it."),
  attributes: z
    .record(z.string(), anyValue)
    .optional()
    .describe("Values of the site's attributes."),
  userAgent: text.optional().describe("The browser's User-Agent."),
  device: z
    .strictObject({
      type: text.optional().describe("mobile, tablet, desktop, …"),
      os: text.optional().describe("Operating system."),
      browser: text.optional().describe("Browser."),
      bot: z.boolean().optional().describe("`true`: a crawler."),
    })
    .optional()
    .describe("The device, instead of a User-Agent."),
  geo: z
    .strictObject({
      continent: text.optional().describe("Two letters, e.g. EU."),
      country: text.optional().describe("ISO 3166-1, e.g. RU."),
      region: text.optional().describe("ISO 3166-2, e.g. RU-MOW."),
      city: text.optional().describe("Name of the city."),
      timeZone: text.optional().describe("IANA time zone."),
    })
    .optional()
    .describe("Where the visitor is."),
  locale: text.optional().describe("Language of the visitor."),
  at: date.optional().describe("The time of the visit."),
  consent: consent.optional(),
  visitorId: someText.optional().describe("Who it is; experiments draw by it."),
  visits: positive.optional().describe("Which visit this is; 1 is the first."),
  lastVisit: z
    .union([date, duration])
    .optional()
    .describe("When the previous visit was, or how long ago."),
  score: z.number().optional().describe("Points of interest."),
  traits: z.record(z.string(), anyValue).optional().describe("What is known of the person."),
  firstTouch: z
    .record(z.string(), anyValue)
    .optional()
    .describe("What brought the first visit: source, medium, campaign, …"),
  events: z
    .array(pastEvent)
    .optional()
    .describe("What the visitor did before; gives the score and `did`."),
} as const;

const description = text.optional().describe("A note for colleagues.");

/** A named example visitor. */
export const persona = z.strictObject({
  persona: id.describe("Id of the persona."),
  name: text.optional().describe("Name for people."),
  description,
  ...visitorShape,
});

const slotExpectation = z.strictObject({
  variant: text.optional().describe("`rule/variant`, or `experiment/arm`."),
  rule: text.optional().describe("Id of the rule that fills it."),
  experiment: id.optional().describe("Id of the experiment that fills it."),
  arm: id.optional().describe("Arm that the visitor is in."),
  reason: z
    .enum(["STATIC", "DEFAULT", "TARGETING_MATCH", "SPLIT", "DISABLED", "ERROR"])
    .optional()
    .describe("Why it shows what it shows."),
  contains: z
    .union([text, z.array(text).min(1)])
    .optional()
    .describe("A text that its content has somewhere, or several."),
  equals: anyValue.optional().describe("Its whole content."),
  content: anyValue.optional().describe("Content whose given fields are compared."),
  hidden: z.boolean().optional().describe("`true`: removed from the page."),
});

/** What a test may expect to be known of the visitor after the decision. */
export const expectedVisitor = {
  visits: count.optional().describe("Which visit it is."),
  returning: z.boolean().optional().describe("`true`: not the first visit."),
  score: z.number().optional().describe("Points of interest."),
  scores: z.record(id, z.number()).optional().describe("Points by named score."),
  grade: z.enum(["A", "B", "C", "D", "E"]).optional().describe("How well the visitor fits."),
  interest: z.int().min(1).max(4).optional().describe("Level of interest; 1 is the highest."),
  rank: text.optional().describe("Grade and interest together, e.g. B3."),
  holdout: z.boolean().optional().describe("`true`: kept on defaults everywhere."),
} as const;

const expectedKeyword = z
  .strictObject({
    list: id.optional(),
    group: text.optional(),
    phrase: text.optional(),
    match: text.optional(),
    rung: text.optional(),
  })
  .nullable()
  .describe("Listed phrase that matched; `null`: none did.");

/** An expectation: given a visitor, expect these slots and offers. */
export const test = z.strictObject({
  name: someText.describe("What the test says, as a sentence."),
  description,
  given: z
    .strictObject({
      persona: id.optional().describe("Start from this persona; what stands beside it replaces."),
      ...visitorShape,
    })
    .describe("The visitor."),
  expect: z
    .strictObject({
      page: id.nullable().optional().describe("Page that the address is on; `null`: on none."),
      slots: z.record(id, slotExpectation).optional().describe("Expected slots, by id."),
      offers: z.array(id).optional().describe("Offers that may show, best first; `[]`: none."),
      segments: z.array(id).optional().describe("Segments the visitor is in, in any order."),
      ...expectedVisitor,
      keyword: expectedKeyword.optional(),
    })
    .describe("What must come out; what is not named may be anything."),
});

/** A persona as it is written. */
export type PersonaSource = z.infer<typeof persona>;
/** A rule test as it is written. */
export type TestSource = z.infer<typeof test>;
/** An example visitor as it is written. */
export type GivenSource = TestSource["given"];
