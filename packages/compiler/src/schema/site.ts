import * as z from "zod";
import { anyValue } from "./condition.ts";
import { slotDefaults } from "./content.ts";
import { durationKeys, localisedKeys, withKeys } from "./keys.ts";
import {
  attributeName,
  count,
  currency,
  duration,
  keptFor,
  id,
  locale,
  percent,
  positive,
  someText,
  text,
  timeZone,
} from "./scalar.ts";

const description = text.optional().describe("A note for colleagues.");

/** An attribute that callers may send. */
export const attribute = z.strictObject({
  type: z.enum(["string", "number", "boolean", "date", "list"]).describe("What its values are."),
  enum: z
    .array(z.union([z.number(), someText]))
    .min(1)
    .optional()
    .describe("The only values it can have."),
  description,
});

const maxLength = positive
  .optional()
  .describe(
    "Longest text in characters; a text made longer by an insertion gives way to the default.",
  );
const insert = z
  .literal("any")
  .optional()
  .describe("`any`: what stood in the URL may be inserted as it is. Absent: only listed phrases.");

function slotOf<T extends keyof typeof slotDefaults, S extends z.ZodRawShape>(type: T, more: S) {
  const value: (typeof slotDefaults)[T] = slotDefaults[type];
  return withKeys(
    {
      type: z.literal(type).describe("What the slot holds: text, cta, image, form, html or json."),
      default: value.describe(
        "Shown where no rule says otherwise; complete. `default@en` in another language.",
      ),
      insert,
      description,
      ...more,
    },
    localisedKeys("default"),
    value,
  );
}

/** A place on a page whose content can be chosen. */
export const slot = z.discriminatedUnion("type", [
  slotOf("text", { maxLength }),
  slotOf("html", { maxLength }),
  slotOf("cta", { maxLength }),
  slotOf("image", {}),
  slotOf("form", {}),
  slotOf("json", {
    schema: z.record(z.string(), anyValue).optional().describe("JSON Schema of the value."),
  }),
]);

const pathPattern = someText
  .meta({ type: "string", pattern: "^/", examples: ["/", "/okna", "/okna/**"] })
  .describe("Path of the URL: exact; `*` is one segment, `**` any depth.");

/** A path or several. */
export const paths = z
  .union([pathPattern, z.array(pathPattern).min(1)])
  .describe("Paths: exact; `*` is one segment, `**` any depth.");

const page = z.strictObject({
  path: paths,
  slots: z.array(id).describe("Slots that this page shows."),
  maxVersions: count
    .optional()
    .describe(
      "A warning tells where the page comes in more versions than this, since a cache would seldom have the right one. Absent: 200; every city that it shows is one.",
    ),
  description,
});

const goal = z.strictObject({
  event: someText.describe("Event that reaches the goal."),
  value: z
    .union([
      z.number(),
      z.strictObject({
        property: someText.describe("Property of the event that holds the value."),
      }),
    ])
    .optional()
    .describe("What reaching it is worth: a number, or `{ property: revenue }`."),
  currency: currency.optional().describe("ISO 4217 currency of the value, three capital letters."),
  description,
});

/** `site.yaml`; may be split over several documents. */
export const site = z.strictObject({
  version: z.literal(1).optional().describe("Version of this language: 1."),
  site: id.describe("Id of the site."),
  locales: z
    .array(locale)
    .min(1)
    .optional()
    .describe("Languages of the content; the first is the default. Absent: `[en]`."),
  timeZone: timeZone
    .optional()
    .describe("Time zone of schedules and `time` conditions. Absent: UTC."),
  attributes: z
    .record(attributeName, attribute)
    .optional()
    .describe("What callers may send beside the built-in signals; used in conditions by its name."),
  slots: z.record(id, slot).optional().describe("What pages can swap, each with its default."),
  pages: z.record(id, page).optional().describe("Which paths show which slots."),
  goals: z.record(id, goal).optional().describe("Business actions worth counting."),
  offerLimits: z
    .strictObject({
      page: count.optional().describe("At most so many offers on one page."),
      visit: count.optional().describe("At most so many offers in one visit."),
      gap: duration.optional().describe("Quiet time between two offers."),
      searchSafe: z
        .boolean()
        .optional()
        .describe(
          "`false`: a modal may cover the first page that an unpaid search brings to a phone. Absent: there it opens as a bar until 60 % is scrolled.",
        ),
    })
    .optional()
    .describe("One budget over all offers."),
  offerGroups: z
    .record(
      id,
      z.strictObject({
        limits: withKeys({}, durationKeys, count).describe(
          "At most so many offers of the group in a length of time, e.g. `7d: 1`.",
        ),
        description,
      }),
    )
    .optional()
    .describe("Offers that share limits."),
  consent: z
    .strictObject({
      default: z
        .enum(["granted", "denied"])
        .describe("What counts where the visitor has not spoken."),
    })
    .optional()
    .describe("Absent: denied, decisions look at the request alone."),
  holdout: percent
    .optional()
    .describe("This share of visitors sees defaults everywhere, for ever, and is measured."),
  retention: keptFor
    .optional()
    .describe(
      "How long what visitors did and left is kept, e.g. `395d`, at least `1d`. Absent: until it is erased.",
    ),
  state: z
    .enum(["store", "cookie", "both"])
    .optional()
    .describe(
      "Where a visitor's history is kept: `store` (absent: this), `cookie`: in one sealed cookie, decisions read nothing else, `both`: the cookie decides and the store is written behind.",
    ),
});

/** A site as it is written. */
export type SiteSource = z.infer<typeof site>;
/** A slot as it is written. */
export type SlotSource = z.infer<typeof slot>;
