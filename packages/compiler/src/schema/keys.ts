import * as z from "zod";
import { isDuration, isLocalisedKey } from "./scalar.ts";

/** A family of keys that an object takes beside its named ones, e.g. lengths of time. */
export interface KeyFamily {
  readonly test: (key: string) => boolean;
  /** The same as a regular expression, for editors. */
  readonly pattern: string;
  /** Key to show where one of the family was expected. */
  readonly example: string;
}

/** Families by object schema; their values are the object's catch-all. */
export const keyFamilies = z.registry<KeyFamily>();

/** An object that also takes a family of keys with values of one kind. */
export function withKeys<S extends z.ZodRawShape, V extends z.ZodType>(
  shape: S,
  family: KeyFamily,
  value: V,
) {
  return z.object(shape).catchall(value).register(keyFamilies, family);
}

/** Keys that are lengths of time, e.g. `7d`. */
export const durationKeys: KeyFamily = {
  test: isDuration,
  pattern: String.raw`^\d+(\.\d+)?(ms|[smhdw])$`,
  example: "7d",
};

/** Keys such as `title@en`: the same field in another language. */
export function localisedKeys(name: string): KeyFamily {
  return {
    test: (key) => isLocalisedKey(key, name),
    pattern: `^${name}@[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`,
    example: `${name}@en`,
  };
}
