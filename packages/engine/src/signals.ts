import type { AttributeKind } from "./ruleset.ts";

/** What values a signal has; `any`: the rule set cannot know. */
export type SignalType = Exclude<AttributeKind, "date"> | "instant" | "any";

/** The form of a signal's values. */
export interface SignalForm {
  /** Source of a regular expression for the whole value. */
  readonly pattern: string;
  readonly example: string;
}

/** One built-in signal of conditions and insertions. */
export interface SignalInfo {
  /** Dotted name; ends with `.*` where any name may follow. */
  readonly name: string;
  readonly type: SignalType;
  /** The values it can have, where they are few. */
  readonly values?: readonly (string | number)[];
  /** `values` are the usual ones, others may come. */
  readonly open?: true;
  /** The form of its values, where they are too many to list. */
  readonly form?: SignalForm;
  /** Compared without regard to case, ё and spaces. */
  readonly fold?: true;
  /** One line for people. */
  readonly description: string;
}

/** Channels of Google Analytics 4's default channel grouping. */
const CHANNELS = [
  "Direct",
  "Cross-network",
  "Paid Shopping",
  "Paid Search",
  "Paid Social",
  "Paid Video",
  "Display",
  "Paid Other",
  "Organic Shopping",
  "Organic Social",
  "Organic Video",
  "Organic Search",
  "Referral",
  "Email",
  "Affiliates",
  "Audio",
  "SMS",
  "Mobile Push Notifications",
  "AI Assistant",
  "Unassigned",
] as const;

const GRADES = ["A", "B", "C", "D", "E"] as const;
const LEVELS = [1, 2, 3, 4] as const;

/**
 * The built-in signals. `segment`, `did` and `time` are no signals but conditions of their own, and
 * have no entry here.
 */
export const SIGNALS: readonly SignalInfo[] = [
  { name: "page", type: "string", description: "Id of the page that is shown." },
  { name: "url.host", type: "string", description: "Host of the page's URL, in lower case." },
  {
    name: "url.path",
    type: "string",
    form: { pattern: "^/", example: "/okna" },
    description: "Path of the page's URL, decoded.",
  },
  { name: "url.query.*", type: "string", description: "A parameter of the page's URL." },
  { name: "utm.source", type: "string", description: "utm_source of the page's URL." },
  { name: "utm.medium", type: "string", description: "utm_medium of the page's URL." },
  { name: "utm.campaign", type: "string", description: "utm_campaign of the page's URL." },
  { name: "utm.content", type: "string", description: "utm_content of the page's URL." },
  { name: "utm.term", type: "string", description: "utm_term of the page's URL." },
  { name: "utm.id", type: "string", description: "utm_id of the page's URL." },
  {
    name: "click.platform",
    type: "string",
    values: ["yandex", "google", "vk", "meta", "microsoft", "tiktok", "twitter", "linkedin"],
    open: true,
    description: "Ad system whose click id the URL carries.",
  },
  { name: "click.id", type: "string", description: "Click id of an ad system." },
  {
    name: "query",
    type: "string",
    fold: true,
    description: "Ad phrase or search query, normalised.",
  },
  {
    name: "keyword.list",
    type: "string",
    fold: true,
    description: "Keyword list that the phrase was found in.",
  },
  {
    name: "keyword.group",
    type: "string",
    fold: true,
    description: "Group of the listed phrase that matched.",
  },
  {
    name: "keyword.phrase",
    type: "string",
    fold: true,
    description: "Text of the listed phrase that matched.",
  },
  {
    name: "keyword.match",
    type: "string",
    values: [
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
      "id",
    ],
    open: true,
    fold: true,
    description: "How the phrase matched.",
  },
  {
    name: "keyword.rung",
    type: "string",
    values: ["id", "identical", "matcher", "synonym", "layout", "transliteration", "typo"],
    open: true,
    fold: true,
    description: "Step of the ladder that answered.",
  },
  { name: "referrer.host", type: "string", description: "Host that linked here, without www." },
  {
    name: "referrer.type",
    type: "string",
    values: ["search", "social", "video", "shopping", "email", "ads", "ai", "internal", "other"],
    open: true,
    description: "What kind of site linked here.",
  },
  {
    name: "channel",
    type: "string",
    values: CHANNELS,
    description: "Channel by Google Analytics 4's default channel grouping.",
  },
  {
    name: "geo.continent",
    type: "string",
    values: ["AF", "AN", "AS", "EU", "NA", "OC", "SA"],
    description: "Continent, two letters.",
  },
  {
    name: "geo.country",
    type: "string",
    form: { pattern: "^[A-Z]{2}$", example: "RU" },
    description: "Country, ISO 3166-1 alpha-2.",
  },
  {
    name: "geo.region",
    type: "string",
    form: { pattern: "^[A-Z]{2}-[A-Z0-9]{1,3}$", example: "RU-MOW" },
    description: "Region, ISO 3166-2.",
  },
  {
    name: "geo.city",
    type: "string",
    fold: true,
    description: "City, by every name that the database has for it.",
  },
  { name: "geo.timeZone", type: "string", description: "The visitor's time zone, IANA name." },
  {
    name: "device.type",
    type: "string",
    values: ["desktop", "mobile", "tablet", "tv", "console", "wearable"],
    description: "Kind of device.",
  },
  { name: "device.os", type: "string", description: "Operating system, e.g. Android." },
  { name: "device.browser", type: "string", description: "Browser, e.g. Chrome." },
  { name: "device.bot", type: "boolean", description: "A crawler or another program." },
  { name: "locale", type: "string", description: "Locale of the site that the content is in." },
  { name: "visitor.known", type: "boolean", description: "The visitor has told who they are." },
  { name: "visits", type: "number", description: "Number of visits, this one included." },
  { name: "lastVisit", type: "instant", description: "When the previous visit began." },
  { name: "pageviews", type: "number", description: "Pages seen in this visit." },
  { name: "firstTouch.*", type: "any", description: "Marketing contact of the first visit." },
  { name: "lastTouch.*", type: "any", description: "Marketing contact of the latest visit." },
  { name: "score", type: "number", description: "Points for what the visitor did." },
  { name: "scores.*", type: "number", description: "Points of a named score." },
  { name: "grade", type: "string", values: GRADES, description: "How well the visitor fits, A–E." },
  { name: "interest", type: "number", values: LEVELS, description: "Level of interest, 1–4." },
  {
    name: "rank",
    type: "string",
    values: GRADES.flatMap((grade) => LEVELS.map((level) => `${grade}${level}`)),
    description: "Grade and interest together, e.g. A1.",
  },
  { name: "consent.storage", type: "boolean", description: "The visitor allows storage." },
  { name: "consent.analytics", type: "boolean", description: "The visitor allows analytics." },
  { name: "consent.profile", type: "boolean", description: "The visitor allows a profile." },
  { name: "consent.ads", type: "boolean", description: "The visitor allows advertising use." },
  { name: "consent.sharing", type: "boolean", description: "The visitor allows passing data on." },
  { name: "traits.*", type: "any", description: "What the visitor told of themselves." },
];

const byName: ReadonlyMap<string, SignalInfo> = new Map(SIGNALS.map((info) => [info.name, info]));
const families = SIGNALS.filter(({ name }) => name.endsWith(".*"));

/**
 * Finds a built-in signal by its dotted name, `url.query.ref` and `traits.role` included.
 *
 * @returns its entry in {@link SIGNALS}, or `undefined` where there is none.
 */
export function findSignal(name: string): SignalInfo | undefined {
  if (name.endsWith(".*")) return undefined;
  return (
    byName.get(name) ??
    families.find((info) => {
      const prefix = info.name.slice(0, -1);
      return name.length > prefix.length && name.startsWith(prefix);
    })
  );
}

/**
 * Splits a dotted name into the path of a signal. The name of a URL parameter is one step, dots
 * included.
 */
export function signalPath(name: string): readonly string[] {
  const parameter = "url.query.";
  return name.startsWith(parameter) && name.length > parameter.length
    ? ["url", "query", name.slice(parameter.length)]
    : name.split(".");
}
