import * as z from "zod";

/** Any JSON value. */
export const jsonSchema = z.json().meta({ id: "Json" });

/** A JSON object. */
export const jsonObjectSchema = z.record(z.string(), z.json());

/** A JSON value. */
export type Json = z.infer<typeof jsonSchema>;
