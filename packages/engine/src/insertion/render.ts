import type { Insertion, Template } from "../ruleset.ts";
import { countCharacters } from "./characters.ts";
import { escapeFor, isSafeUrl } from "./escape.ts";
import type { Surroundings } from "./escape.ts";
import { applyFilter } from "./filters.ts";
import type { InsertedValue } from "./filters.ts";
import { scriptOf } from "./place.ts";
import type { PlaceOptions } from "./place.ts";
import { valuesOf } from "./value.ts";
import type { ValueSource } from "./value.ts";

/** Everything a template is rendered with. */
export interface RenderOptions extends ValueSource {
  readonly placeForms: Readonly<Record<string, string>>;
  readonly surroundings: Surroundings;
  /** Longest result, in characters. */
  readonly maxLength?: number;
}

/**
 * Renders a template in one pass, so that an inserted brace is only a brace. A result that is too
 * long is rendered once more with nothing but its defaults.
 *
 * @returns `undefined` where a needed default is missing, even the defaults are too long, or the
 *   result is an address nobody should follow: the content's own fallback must stand in.
 */
export function renderTemplate(template: Template, options: RenderOptions): string | undefined {
  const script = scriptOf(template);
  const places = { placeForms: options.placeForms, ...(script ? { script } : {}) };
  const filled = join(template, options, (part) => insert(part, options, places) ?? part.default);
  if (filled !== undefined && fits(filled, options)) return filled;
  const plain = join(template, options, (part) => part.default);
  return plain !== undefined && fits(plain, options) ? plain : undefined;
}

function join(
  template: Template,
  { surroundings }: RenderOptions,
  textOf: (insertion: Insertion) => string | undefined,
): string | undefined {
  let result = "";
  for (const part of template) {
    if (typeof part === "string") {
      result += part;
      continue;
    }
    const text = textOf(part);
    const escaped = text === undefined ? undefined : escapeFor(surroundings, text, result);
    if (escaped === undefined) return undefined;
    result += escaped;
  }
  return result;
}

function insert(
  { signal, filters }: Insertion,
  source: ValueSource,
  places: PlaceOptions,
): string | undefined {
  const values = valuesOf(signal, source);
  // Of a place, any name will do that has a form; of anything else, only the first name is wanted.
  const isPlace = filters.some(({ name }) => name === "where");
  for (const value of isPlace ? values : values.slice(0, 1)) {
    const text = applyAll(value, filters, places);
    if (text !== undefined) return text;
  }
  return undefined;
}

function applyAll(
  value: InsertedValue,
  filters: Insertion["filters"],
  places: PlaceOptions,
): string | undefined {
  let result: InsertedValue | undefined = value;
  for (const filter of filters) {
    result = applyFilter(result, filter, places);
    if (result === undefined) return undefined;
  }
  return String(result);
}

function fits(text: string, { surroundings, maxLength }: RenderOptions): boolean {
  if (surroundings === "url") return isSafeUrl(text);
  return maxLength === undefined || countCharacters(text) <= maxLength;
}
