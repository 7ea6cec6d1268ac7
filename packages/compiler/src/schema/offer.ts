import * as z from "zod";
import { audience } from "./audience.ts";
import { ctaContent, imageContent } from "./content.ts";
import { offerForm } from "./form.ts";
import { durationKeys, localisedKeys, withKeys } from "./keys.ts";
import { count, duration, id, percent, text } from "./scalar.ts";
import { trigger } from "./trigger.ts";

const offerContent = z.strictObject({
  title: text.optional().describe("Heading of the offer."),
  body: text.optional().describe("Its text."),
  image: imageContent.optional().describe("Its picture."),
  cta: ctaContent.optional().describe("Its button."),
  note: text.optional().describe("Small print."),
  dismiss: text.optional().describe("Label of the button that closes it."),
  teaser: text
    .optional()
    .describe(
      "Label of a small tab that stays once the visitor has closed it, and opens it again.",
    ),
});

const limits = withKeys(
  {
    visit: count.optional().describe("At most so many times in one visit."),
    afterDismiss: duration.optional().describe("Quiet time after the visitor closed it."),
    until: z
      .literal("convert")
      .optional()
      .describe("`convert`: never again once its goal is reached."),
  },
  durationKeys,
  count,
);

/** A pop-up or bar. */
export const offer = withKeys(
  {
    offer: id.describe("Id of the offer."),
    ...audience,
    type: z.enum(["modal", "bar", "slide-in", "notification"]).describe("How it is shown."),
    group: id
      .optional()
      .describe("Group of offers whose limits it shares (`offerGroups` of the site)."),
    trigger,
    limits: limits
      .optional()
      .describe(
        "How often one visitor sees it: `visit: 1`, `7d: 2`, `afterDismiss: 3d`, `until: convert`.",
      ),
    holdout: percent
      .optional()
      .describe("This share of its audience never sees it, and is measured."),
    goal: id.optional().describe("Goal that it is judged by."),
    content: offerContent.describe("What it says. `content@en` in another language."),
    form: offerForm
      .optional()
      .describe("Its form. What is known of the visitor is not asked again."),
  },
  localisedKeys("content"),
  offerContent,
);

/** An offer as it is written. */
export type OfferSource = z.infer<typeof offer>;
/** A form of an offer as it is written. */
export type OfferFormSource = z.infer<typeof offerForm>;
