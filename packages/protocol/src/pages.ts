import * as z from "zod";
import { slotDecisionSchema } from "./decide.ts";

/** Answer of `GET /v1/pages/{page}/codes`. */
export const pageCodesSchema = z
  .object({
    page: z.string(),
    revision: z.string().describe("Five characters: the page's rules, and nothing else."),
    codes: z.array(z.object({ code: z.string(), count: z.number().int() })),
  })
  .meta({ id: "PageCodes" });
export type PageCodesResponse = z.infer<typeof pageCodesSchema>;

/** Answer of `GET /v1/pages/{page}/inputs`. */
export const pageInputsSchema = z
  .object({
    page: z.string(),
    revision: z.string(),
    signals: z.array(z.string()).describe("Signals that decide the page."),
    history: z.boolean().describe("The visitor's past decides too: nothing of it is shared."),
    experiments: z.boolean(),
    outcomes: z.record(z.string(), z.number().int()).describe("Slot → how many outcomes."),
    cardinality: z.number().int(),
    noVarySearch: z.string().describe("Value of a `No-Vary-Search` header for the page."),
  })
  .meta({ id: "PageInputs" });
export type PageInputsResponse = z.infer<typeof pageInputsSchema>;

/** Answer of `GET /v1/render/{page}/{code}`. */
export const renderedPageSchema = z
  .object({
    page: z.string(),
    code: z.string(),
    slots: z.record(z.string(), slotDecisionSchema),
  })
  .meta({ id: "RenderedPage" });
export type RenderedPageResponse = z.infer<typeof renderedPageSchema>;
