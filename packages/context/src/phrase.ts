import { PHRASE_ID_NAMES } from "@facet/engine";
import type { PhraseInput } from "@facet/engine";
import { isMacro } from "./macro.ts";
import { cleanPhrase } from "./text.ts";

const MAX_PHRASE_LENGTH = 2_048;

/** URL parameters that may hold the phrase, the surest first. */
const TEXT_PARAMETERS = ["utm_term", "matched_keyword", "querystring", "q", "text"] as const;

/** All URL parameters that say which phrase brought the visitor. */
export const PHRASE_PARAMETERS: readonly string[] = [...TEXT_PARAMETERS, ...PHRASE_ID_NAMES];

const NO_PHRASES: ReadonlySet<string> = new Set([
  "---autotargeting",
  "(not set)",
  "(not provided)",
  "(none)",
]);

/**
 * Collects what a request says of the ad phrase: the text that the caller knows, else the first of
 * `utm_term`, `matched_keyword`, `querystring`, `q`, `text` that holds one; and the ids. Unfilled
 * macros and Yandex's autotargeting pseudo phrase are no phrases.
 *
 * @returns the input of the keyword matcher, or `undefined` where there is nothing to match.
 */
export function readPhrase(
  parameters: ReadonlyMap<string, string>,
  query: string | undefined,
): PhraseInput | undefined {
  const text = toPhrase(query) ?? firstPhrase(parameters);
  const ids = readIds(parameters);
  if (text === undefined && ids === undefined) return undefined;
  return { ...(text === undefined ? {} : { text }), ...(ids === undefined ? {} : { ids }) };
}

/** Cleans a phrase; `undefined` where the text is none. */
export function toPhrase(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const phrase = cleanPhrase(text, MAX_PHRASE_LENGTH);
  if (phrase === "" || isMacro(phrase) || NO_PHRASES.has(phrase.toLowerCase())) return undefined;
  return phrase;
}

function firstPhrase(parameters: ReadonlyMap<string, string>): string | undefined {
  for (const name of TEXT_PARAMETERS) {
    const phrase = toPhrase(parameters.get(name));
    if (phrase !== undefined) return phrase;
  }
  return undefined;
}

function readIds(parameters: ReadonlyMap<string, string>): Record<string, string> | undefined {
  let ids: Record<string, string> | undefined;
  for (const name of PHRASE_ID_NAMES) {
    const value = parameters.get(name)?.trim();
    if (value === undefined || value === "") continue;
    ids ??= Object.create(null) as Record<string, string>;
    ids[name] = name === "targetid" ? keywordTarget(value) : value;
  }
  return ids;
}

/** Google joins the ids of all matching targets (`aud-1:kwd-2`); the keyword's is the one to bind. */
function keywordTarget(value: string): string {
  return value.split(":").find((part) => part.startsWith("kwd-")) ?? value;
}
