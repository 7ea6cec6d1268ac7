import { toConsent } from "@facet/engine";
import type { Consent, Json, RememberedPhrase } from "@facet/engine";
import type { VisitorPhrase } from "./visitor.ts";

/** Entries of a visitor's records: name → value. */
export type TextRecord = Readonly<Record<string, string>>;

const PURPOSES = [
  "storage",
  "analytics",
  "profile",
  "ads",
  "sharing",
] as const satisfies readonly (keyof Consent)[];

const MATCHES = [
  "id",
  "identical",
  "exact",
  "quoted",
  "ordered",
  "phrase",
  "broad",
  "stem",
  "synonym",
  "layout",
  "transliteration",
  "typo",
] as const satisfies readonly RememberedPhrase["match"][];

const RUNGS = [
  "id",
  "identical",
  "matcher",
  "synonym",
  "layout",
  "transliteration",
  "typo",
] as const satisfies readonly RememberedPhrase["rung"][];

/** Writes what a visitor allowed as one number, a bit for each purpose. */
export function toConsentBits(consent: Consent): number {
  return PURPOSES.reduce((bits, purpose, i) => bits | (consent[purpose] ? 1 << i : 0), 0);
}

/** Reads what {@link toConsentBits} wrote; `undefined` for anything else. */
export function fromConsentBits(value: Json | undefined): Consent | undefined {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0) return undefined;
  return toConsent((purpose) => (value & (1 << PURPOSES.indexOf(purpose))) > 0);
}

/** Writes a remembered phrase as a short list. */
export function toCompactPhrase({ phrase, list, match, rung, until }: VisitorPhrase): Json {
  const how = [MATCHES.indexOf(match), RUNGS.indexOf(rung)];
  return [phrase, list, ...how, ...(until === undefined ? [] : [until])];
}

/** Reads what {@link toCompactPhrase} wrote; `undefined` for anything else. */
export function fromCompactPhrase(value: Json | undefined): VisitorPhrase | undefined {
  if (!Array.isArray(value)) return undefined;
  const [phrase, list, matchIndex, rungIndex, until] = value;
  const match = MATCHES[Number(matchIndex)];
  const rung = RUNGS[Number(rungIndex)];
  if (typeof phrase !== "string" || typeof list !== "string") return undefined;
  if (match === undefined || rung === undefined) return undefined;
  return { phrase, list, match, rung, ...(typeof until === "number" ? { until } : {}) };
}

/** Reads a record of texts; what is no text is left out. */
export function toTextRecord(value: Json | undefined): TextRecord {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  const texts = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(texts);
}

/** Whether a value is a number. */
export function isNumber(value: Json | undefined): value is number {
  return typeof value === "number";
}

/** The numbers of a list; of anything else none. */
export function numbersOf(value: Json | undefined): number[] {
  return Array.isArray(value) ? value.filter(isNumber) : [];
}
