import type { TextRule } from "../schema/scalar.ts";
import { toPlainName } from "../look-alike.ts";
import { isId, isSlotKey } from "../schema/scalar.ts";
import { nearest } from "../suggest.ts";

/** What to write instead of a text that breaks a rule. */
export function adviseText(text: string, rule: TextRule): string {
  const meant = toPlainName(text);
  const because = meant === undefined ? "" : `; ${meant.because}`;
  const repair = repaired((meant?.text ?? text).trim(), rule);
  return `write ${repair ?? `for example ${rule.example}`}${because}`;
}

function repaired(text: string, { code }: TextRule): string | undefined {
  if (code === "bad-percent") return repairedPercent(text);
  if (code === "bad-duration") return repairedDuration(text);
  if (code === "bad-time-zone") return repairedTimeZone(text);
  if (code === "bad-date") return repairedDate(text);
  if (code !== "bad-id") return undefined;
  if (text.includes("@") && isSlotKey(text)) return text;
  const id = text.toLowerCase().replace(/[\s/]+/g, "-");
  return isId(id) ? id : undefined;
}

function repairedPercent(text: string): string | undefined {
  const number = text.replace(",", ".").replace(/\s*%$/, "");
  if (!/^\d+(\.\d+)?$/.test(number) || Number(number) > 100) return undefined;
  // A share is often written as a fraction of one.
  const fraction = Number(number) > 0 && Number(number) < 1 && !text.includes("%");
  return fraction ? `${Number((Number(number) * 100).toFixed(4))}% or ${number}%` : `${number}%`;
}

function repairedTimeZone(text: string): string | undefined {
  const zones = Intl.supportedValuesOf("timeZone");
  const city = `/${text.replace(/\s+/g, "_").toLowerCase()}`;
  return zones.find((zone) => zone.toLowerCase().endsWith(city)) ?? nearest(text, zones);
}

const UNITS: ReadonlyMap<string, string> = new Map([
  ["sec", "s"],
  ["second", "s"],
  ["min", "m"],
  ["minute", "m"],
  ["hour", "h"],
  ["day", "d"],
  ["week", "w"],
]);

/** Lengths that have no unit of their own, in days. */
const DAYS: ReadonlyMap<string, number> = new Map([
  ["month", 30],
  ["year", 365],
]);

/** A length of time that a text without the right unit probably meant. */
export function repairedDuration(text: string): string | undefined {
  const [, number, word] = /^(\d+(?:\.\d+)?|(?=[a-z]))\s*([a-z]*?)s?$/i.exec(text) ?? [];
  if (number === undefined || word === undefined) return undefined;
  if (word === "") return `${number}s, ${number}m, ${number}h or ${number}d`;
  const days = DAYS.get(word.toLowerCase());
  if (days !== undefined) return `${Math.round(Number(number || 1) * days)}d`;
  const unit = UNITS.get(word.toLowerCase());
  return unit === undefined ? undefined : `${number || 1}${unit}`;
}

function repairedDate(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text) ?? [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  return Number(month) > 12
    ? undefined
    : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
