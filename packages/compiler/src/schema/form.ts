import { FIELD_TYPES } from "@facet/engine";
import * as z from "zod";
import { localisedKeys, withKeys } from "./keys.ts";
import { count, positive, someText, text } from "./scalar.ts";

const option = z.union([
  someText,
  z.strictObject({
    value: someText.describe("What is stored and sent."),
    label: text.describe("What the visitor reads."),
  }),
]);

const ask = z
  .union([
    z.enum(["always", "unknown"]),
    z.strictObject({
      afterSubmissions: count.describe("From this many submitted forms on."),
    }),
  ])
  .describe(
    "When to ask: `always` (the default in form slots), `unknown` (only while nothing is known of it; the default in offers), or `{ afterSubmissions: 1 }`.",
  );

/** One field of a form. */
export const formField = z.strictObject({
  name: someText
    .describe("Name of the field, and of the trait that it fills.")
    .meta({ examples: ["email", "phone"] }),
  type: z.enum(FIELD_TYPES).describe("Kind of field."),
  label: text.optional().describe("What stands beside the field."),
  required: z.boolean().optional().describe("`true`: the form is not sent without it."),
  placeholder: text.optional().describe("Example shown inside the empty field."),
  options: z
    .array(option)
    .min(1)
    .optional()
    .describe("Choices of a select, radio or scale: texts, or `{ value, label }`."),
  ask: ask.optional(),
});

const fields = z.array(formField).min(1).describe("Fields, in the order they are asked.");

/** Form of an offer. */
export const offerForm = withKeys(
  {
    event: someText
      .describe("Event that a submit counts as.")
      .meta({ examples: ["Lead Submitted"] }),
    thanks: text.optional().describe("Shown after the submit; `thanks@en` in another language."),
    submit: text.optional().describe("Label of the button."),
    maxFields: positive.optional().describe("At most so many fields are asked at once."),
    fields,
  },
  localisedKeys("thanks"),
  text,
);

/** Content of a form slot, as far as it differs from the default. */
export const formContent = z.strictObject({
  title: text.optional().describe("Heading of the form."),
  body: text.optional().describe("Text under the heading."),
  submit: text.optional().describe("Label of the button."),
  thanks: text.optional().describe("Shown after the submit."),
  note: text.optional().describe("Small print under the button."),
  event: someText.optional().describe("Event that a submit counts as. Absent: `Lead Submitted`."),
  maxFields: positive.optional().describe("At most so many fields are asked at once."),
  fields: fields.optional(),
});

/** Default of a form slot: complete. */
export const formDefault = formContent.extend({ fields });
