import * as z from "zod";
import { formContent, formDefault } from "./form.ts";
import { anyValue } from "./condition.ts";
import { positive, slotKey, someText, text } from "./scalar.ts";

/** Content of a button or link, as far as it differs from the default. */
export const ctaContent = z.strictObject({
  label: text.optional().describe("What stands on the button."),
  href: text.optional().describe("Where it leads: an address, a path, or `#part` of the page."),
  title: text.optional().describe("Longer text, shown on hover."),
  target: z.enum(["_self", "_blank"]).optional().describe("`_blank` opens a new tab."),
});

/** Default of a button or link: complete. */
export const ctaDefault = ctaContent.extend({
  label: text.describe("What stands on the button."),
  href: text.describe("Where it leads: an address, a path, or `#part` of the page."),
});

/** Content of an image, as far as it differs from the default. */
export const imageContent = z.strictObject({
  src: text.optional().describe("Address of the image."),
  alt: text.optional().describe("What the image shows, for those who cannot see it."),
  width: positive.optional().describe("Width in pixels."),
  height: positive.optional().describe("Height in pixels."),
});

/** Default of an image: complete. */
export const imageDefault = imageContent.extend({
  src: someText.describe("Address of the image."),
  alt: text.describe("What the image shows, for those who cannot see it."),
});

/** `hide` instead of content: the slot is removed from the page. */
export const HIDE = "hide";

/** What content of each type of slot may look like in a rule; an object is merged over the default. */
export const slotContents = {
  text,
  html: text,
  cta: z.union([z.literal(HIDE), ctaContent]),
  image: z.union([z.literal(HIDE), imageContent]),
  form: z.union([z.literal(HIDE), formContent]),
  json: anyValue,
} as const;

/** What the default of each type of slot looks like. */
export const slotDefaults = {
  text,
  html: text,
  cta: ctaDefault,
  image: imageDefault,
  form: formDefault,
  json: anyValue,
} as const;

/** Content of one slot whose type is not known yet. */
export const anySlotContent = anyValue
  .describe("Content of the slot: a text, an object merged over the default, or `hide`.")
  .meta({ id: "slotContent" });

/** Contents by slot. */
export const contents = z
  .record(slotKey, anySlotContent)
  .describe("What the slots show: slot id (`slot@en` in another language) and its content.");
