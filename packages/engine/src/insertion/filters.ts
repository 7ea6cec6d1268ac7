import type { Filter } from "../ruleset.ts";
import { countCharacters } from "./characters.ts";
import { toPlaceForm } from "./place.ts";
import type { PlaceOptions } from "./place.ts";
import { withPlural } from "./plural.ts";

/** What an insertion works on: a clean text, or a number that has not become text yet. */
export type InsertedValue = string | number;

/**
 * Applies one filter.
 *
 * @param places For `where`.
 * @returns `undefined` where the filter has no answer and the default must stand in.
 */
export function applyFilter(
  value: InsertedValue,
  filter: Filter,
  places: PlaceOptions,
): InsertedValue | undefined {
  if (filter.name === "plural") {
    return typeof value === "number" ? withPlural(value, filter.forms) : undefined;
  }
  const text = String(value);
  switch (filter.name) {
    case "title":
      return text.replace(/(^|\s)([^\p{L}\p{N}\s]*)(\p{L})/gu, capital);
    case "sentence":
      return text.replace(/^()([^\p{L}\p{N}\s]*)(\p{L})/u, capital);
    case "upper":
      return text.toUpperCase();
    case "lower":
      return text.toLowerCase();
    case "max":
      return countCharacters(text) <= filter.length ? value : undefined;
    case "where":
      return toPlaceForm(text, places);
  }
}

function capital(_: string, before: string, marks: string, letter: string): string {
  return before + marks + letter.toUpperCase();
}
