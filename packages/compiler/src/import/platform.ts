import type { KeywordList } from "@facet/engine";
import type { Field } from "./columns.ts";

/** Whose phrases a list holds. */
export type Platform = KeywordList["platform"];

/** Tells whose export a table is by the names of its columns; `plain` where they do not say. */
export function findPlatform(
  names: readonly string[],
  fields: ReadonlyMap<Field, readonly number[]>,
): Platform {
  const has = (...wanted: readonly Field[]): boolean => wanted.every((field) => fields.has(field));
  if (has("recordType", "match") && (has("parentId") || has("recordId"))) return "microsoft";
  const isDirect = names.some((name) => /фраза|минус-|id фразы/i.test(name));
  if (isDirect || has("phrase_id", "gbid")) return "yandex";
  return has("campaign", "group") && has("match") ? "google" : "plain";
}

/** Names of ad systems for people. */
export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  yandex: "Yandex Direct",
  google: "Google Ads",
  microsoft: "Microsoft Advertising",
  plain: "plain",
};
