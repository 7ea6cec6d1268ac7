import * as z from "zod";
import { duration, someText } from "./scalar.ts";

const after = duration.optional().describe("Wait so long after they have happened.");

/** A trigger as it is written; a list is any of. */
export type TriggerSource =
  | string
  | readonly TriggerSource[]
  | { readonly any: readonly TriggerSource[]; readonly after?: string }
  | { readonly all: readonly TriggerSource[]; readonly after?: string }
  | { readonly sequence: readonly TriggerSource[]; readonly after?: string };

const word = someText.meta({
  type: "string",
  examples: [
    "exit",
    "exit phones",
    "load",
    "manual",
    "delay 20s",
    "idle 45s",
    "scroll 60%",
    "scroll #prices",
    "visible #prices",
    "click [data-offer=discount]",
    "pages 3",
    "event Guide Downloaded",
    "goal lead",
    "cart",
    "formAbandon",
    "returnTab",
  ],
});

/** When the page opens an offer. What a single trigger says is checked where it is compiled. */
export const trigger: z.ZodType<TriggerSource> = z
  .lazy(() =>
    z.union([
      word,
      z.array(trigger).min(1),
      z.strictObject({ any: z.array(trigger).min(1).describe("One of these is enough."), after }),
      z.strictObject({
        all: z.array(trigger).min(1).describe("All of these, in any order."),
        after,
      }),
      z.strictObject({
        sequence: z.array(trigger).min(1).describe("All of these, in this order."),
        after,
      }),
    ]),
  )
  .describe(
    "When the page opens it: `exit`, `idle 45s`, `scroll 60%`, `delay 20s`, `click <selector>`, …; a list is any of; or `{ all: […] }`, `{ sequence: […], after: 5s }`.",
  )
  .meta({ id: "trigger" });
