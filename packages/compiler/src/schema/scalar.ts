import * as z from "zod";
import { parseDays } from "../scalar/days.ts";
import { parseDuration } from "../scalar/duration.ts";
import { parseInstant } from "../scalar/instant.ts";
import { parsePercent } from "../scalar/percent.ts";

/** What a failed check of a text tells the author. */
export interface TextRule {
  /** Stable code of the problem. */
  readonly code: string;
  /** Completes the sentence "… must be". */
  readonly expected: string;
  /** A value that would pass. */
  readonly example: string;
}

/** A text with a form of its own, checked by `test`; `pattern` is the same form for editors. */
function formed(rule: TextRule, test: (text: string) => boolean, pattern: string) {
  return z
    .string()
    .refine(test, { params: { rule } })
    .meta({ pattern, examples: [rule.example] });
}

const ID = /^[a-z0-9][a-z0-9._-]*$/;
const SLOT_KEY = /^[a-z0-9][a-z0-9._-]*(@[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)?$/;
const LOCALE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/;

/** Says whether a text can name something of a rule set. */
export function isId(text: string): boolean {
  return ID.test(text) && text.length <= 200;
}

/** Says whether a text is a slot id, or a slot id with a language (`hero.headline@en`). */
export function isSlotKey(text: string): boolean {
  return SLOT_KEY.test(text) && text.length <= 200;
}

/** Says whether `key` is `name@locale`. */
export function isLocalisedKey(key: string, name: string): boolean {
  return key.startsWith(`${name}@`) && LOCALE.test(key.slice(name.length + 1));
}

/** Name of something of the rule set. */
export const id = formed(
  {
    code: "bad-id",
    expected: "an id: small latin letters, digits, dots, dashes and underscores",
    example: "cheap-windows",
  },
  isId,
  ID.source,
).meta({ type: ["string", "number"], examples: [] });

/** Slot id, with `@` and a language where it is not the site's first. */
export const slotKey = formed(
  {
    code: "bad-id",
    expected: "a slot id, with @ and a language where wanted",
    example: "hero.headline@en",
  },
  isSlotKey,
  SLOT_KEY.source,
);

/** BCP 47 language tag. */
export const locale = formed(
  {
    code: "bad-locale",
    expected: "a language tag of two or three letters, with a region where wanted",
    example: "ru",
  },
  (text) => LOCALE.test(text),
  LOCALE.source,
);

function durationLike(example: string) {
  return formed(
    {
      code: "bad-duration",
      expected: "a length of time with its unit (ms, s, m, h, d or w)",
      example,
    },
    (text) => parseDuration(text) !== undefined,
    String.raw`^\d+(\.\d+)?\s*(ms|[smhdw])$`,
  );
}

/** Length of time. */
export const duration = durationLike("30s");

/** Length of time that is rather days than seconds. */
export const daysLong = durationLike("30d");

/** How long something is kept. */
export const keptFor = durationLike("395d");

/** Says whether a text is a duration. */
export function isDuration(text: string): boolean {
  return parseDuration(text) !== undefined;
}

/** Share of visitors. */
export const percent = formed(
  { code: "bad-percent", expected: "a share between 0% and 100%", example: "5%" },
  (text) => parsePercent(text) !== undefined,
  String.raw`^\d{1,3}(\.\d{1,2})?\s*%$`,
);

/** Day, or instant. */
export const date = formed(
  {
    code: "bad-date",
    expected: "a date that exists, with a time and zone where wanted",
    example: "2026-12-01T09:00:00+03:00",
  },
  (text) => parseInstant(text, "UTC") !== undefined,
  String.raw`^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:\d{2})?)?$`,
);

/** Day of the week or a run of days. */
export const days = formed(
  { code: "bad-day", expected: "a day (mon … sun) or a run of days", example: "mon-fri" },
  (text) => parseDays(text) !== undefined,
  String.raw`^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$`,
);

/** IANA time zone that this runtime knows. */
export const timeZone = z
  .string()
  .refine(isTimeZone, {
    params: {
      rule: { code: "bad-time-zone", expected: "an IANA time zone", example: "Europe/Moscow" },
    },
  })
  .meta({ examples: ["Europe/Moscow", "Asia/Yekaterinburg", "UTC"] });

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Schemas whose text is content for people: an unquoted `#` may not cut it. */
export const freeTexts = z.registry<{ readonly free: true }>();

/** Text for people, of any form. */
export const text = z
  .string()
  .register(freeTexts, { free: true })
  .meta({ type: ["string", "number", "boolean"] });

/** Text for people that says something. */
export const someText = text.min(1);

/** Name of an attribute. */
export const attributeName = formed(
  {
    code: "bad-id",
    expected: "a name of latin letters, digits, dashes and underscores that starts with a letter",
    example: "plan",
  },
  (text) => /^[A-Za-z][A-Za-z0-9_-]*$/.test(text) && text.length <= 100,
  "^[A-Za-z][A-Za-z0-9_-]*$",
);

/** ISO 4217 currency code. */
export const currency = formed(
  { code: "bad-currency", expected: "three capital letters of ISO 4217", example: "RUB" },
  (text) => /^[A-Z]{3}$/.test(text),
  "^[A-Z]{3}$",
);

/** Whole number from 0. */
export const count = z.int().min(0);

/** Whole number from 1. */
export const positive = z.int().min(1);
