import * as z from "zod";

/**
 * A condition as it is written. Its form is checked by `compileCondition`, which knows the signals
 * and attributes; editors get a schema of their own for it (`condition-json-schema.ts`).
 */
export const condition = z
  .unknown()
  .describe("Who it is for: signals and what they must be. All keys must hold.")
  .meta({ id: "condition" });

/** Any JSON value, kept as it is written. */
export const anyValue = z.unknown();
