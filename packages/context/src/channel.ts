import type { Click } from "./click.ts";
import { hostKind } from "./hosts.ts";
import type { Referrer } from "./referrer.ts";
import type { Utm } from "./utm.ts";

/** The channels of Google Analytics 4's default channel group. */
export type Channel =
  | "Direct"
  | "Cross-network"
  | "Paid Shopping"
  | "Paid Search"
  | "Paid Social"
  | "Paid Video"
  | "Display"
  | "Paid Other"
  | "Organic Shopping"
  | "Organic Social"
  | "Organic Video"
  | "Organic Search"
  | "AI Assistant"
  | "Email"
  | "Affiliates"
  | "Referral"
  | "Audio"
  | "SMS"
  | "Mobile Push Notifications"
  | "Unassigned";

/** Source, medium and campaign of a visit as GA4 names them; lower case. */
interface Traffic {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
}

const PAID = /^(?:.*cp.*|ppc|retargeting|paid.*)$/;
const SHOP_CAMPAIGN = /^(?:.*(?:(?:[^a-df-z]|^)shop|shopping).*)$/;
const EMAIL: ReadonlySet<string> = new Set(["email", "e-mail", "e_mail", "e mail"]);
const DISPLAY: ReadonlySet<string> = new Set([
  "display",
  "banner",
  "expandable",
  "interstitial",
  "cpm",
]);
const REFERRAL: ReadonlySet<string> = new Set(["referral", "app", "link"]);
const SOCIAL_MEDIA: ReadonlySet<string> = new Set([
  "social",
  "social-network",
  "social-media",
  "sm",
  "social network",
  "social media",
]);

// How sources are spelled in utm_source where it is no host.
const SEARCH_SOURCES: ReadonlySet<string> = new Set([
  "google",
  "yandex",
  "ya",
  "yandex_direct",
  "yandex-direct",
  "yandex.direct",
  "direct.yandex",
  "direct.yandex.ru",
  "bing",
  "microsoft",
  "yahoo",
  "baidu",
  "duckduckgo",
  "ecosia",
  "rambler",
  "mailru",
  "naver",
  "seznam",
  "brave",
  "qwant",
  "sogou",
  "so.com",
]);
const SOCIAL_SOURCES: ReadonlySet<string> = new Set([
  "facebook",
  "fb",
  "instagram",
  "ig",
  "meta",
  "threads",
  "vk",
  "vkontakte",
  "vk_ads",
  "vk-ads",
  "vkads",
  "ok",
  "odnoklassniki",
  "mytarget",
  "telegram",
  "tg",
  "dzen",
  "zen",
  "twitter",
  "x",
  "linkedin",
  "tiktok",
  "pinterest",
  "reddit",
  "snapchat",
  "whatsapp",
  "viber",
  "quora",
  "tumblr",
]);
const VIDEO_SOURCES: ReadonlySet<string> = new Set([
  "youtube",
  "vimeo",
  "rutube",
  "twitch",
  "dailymotion",
  "netflix",
  "hulu",
  "disneyplus",
]);
const SHOPPING_SOURCES: ReadonlySet<string> = new Set([
  "amazon",
  "ebay",
  "aliexpress",
  "etsy",
  "walmart",
  "googleshopping",
  "igshopping",
  "ozon",
  "wildberries",
  "yandex_market",
]);

const CLICK_SOURCES: Readonly<Record<string, string>> = { microsoft: "bing", meta: "facebook" };

/** The rules in Google's order; the first that is true names the channel. */
const RULES: readonly (readonly [Channel, (traffic: Traffic) => boolean])[] = [
  [
    "Direct",
    ({ source, medium }) =>
      source === "(direct)" && (medium === "(none)" || medium === "(not set)"),
  ],
  ["Cross-network", ({ campaign }) => campaign.includes("cross-network")],
  ["Paid Shopping", (t) => isShopping(t) && PAID.test(t.medium)],
  ["Paid Search", (t) => isSearch(t.source) && PAID.test(t.medium)],
  ["Paid Social", (t) => isSocial(t.source) && PAID.test(t.medium)],
  ["Paid Video", (t) => isVideo(t.source) && PAID.test(t.medium)],
  ["Display", (t) => DISPLAY.has(t.medium)],
  ["Paid Other", (t) => PAID.test(t.medium)],
  ["Organic Shopping", isShopping],
  ["Organic Social", (t) => isSocial(t.source) || SOCIAL_MEDIA.has(t.medium)],
  ["Organic Video", (t) => isVideo(t.source) || t.medium.includes("video")],
  ["Organic Search", (t) => isSearch(t.source) || t.medium === "organic"],
  ["AI Assistant", (t) => t.medium === "ai-assistant" || hostKind(t.source) === "ai"],
  ["Referral", (t) => REFERRAL.has(t.medium)],
  ["Email", (t) => EMAIL.has(t.source) || EMAIL.has(t.medium)],
  ["Affiliates", (t) => t.medium === "affiliate"],
  ["Audio", (t) => t.medium === "audio"],
  ["SMS", (t) => t.source === "sms" || t.medium === "sms"],
  ["Mobile Push Notifications", isPush],
];

/**
 * Names the channel that brought a visit: Google Analytics 4's default channel group
 * (support.google.com/analytics/answer/9756891), its "AI Assistant" included. Tags of the URL speak
 * first, then a paid click id, then the referrer. A page view from the site itself is Direct.
 */
export function readChannel(utm: Utm, click: Click | undefined, referrer: Referrer): Channel {
  const traffic = toTraffic(utm, click, referrer);
  return RULES.find(([, matches]) => matches(traffic))?.[0] ?? "Unassigned";
}

function toTraffic(utm: Utm, click: Click | undefined, referrer: Referrer): Traffic {
  const campaign = utm.campaign?.toLowerCase() ?? "";
  const paidMedium = click?.paid === true ? "cpc" : undefined;
  if (utm.source !== undefined || utm.medium !== undefined || utm.campaign !== undefined) {
    return {
      source: utm.source?.toLowerCase() ?? clickSource(click) ?? referrer.host ?? "(not set)",
      medium: utm.medium?.toLowerCase() ?? paidMedium ?? "(not set)",
      campaign,
    };
  }
  if (click !== undefined && (click.paid || !isExternal(referrer))) {
    return { source: clickSource(click) ?? "", medium: paidMedium ?? "referral", campaign };
  }
  if (!isExternal(referrer)) return { source: "(direct)", medium: "(none)", campaign };
  return { source: referrer.host ?? "", medium: referralMedium(referrer), campaign };
}

function isExternal({ type }: Referrer): boolean {
  return type !== undefined && type !== "internal";
}

function referralMedium({ type }: Referrer): string {
  if (type === "search") return "organic";
  return type === "ai" ? "ai-assistant" : "referral";
}

function clickSource(click: Click | undefined): string | undefined {
  if (click === undefined) return undefined;
  return CLICK_SOURCES[click.platform] ?? click.platform;
}

function isSearch(source: string): boolean {
  return SEARCH_SOURCES.has(source) || hostKind(source) === "search";
}

function isSocial(source: string): boolean {
  return SOCIAL_SOURCES.has(source) || hostKind(source) === "social";
}

function isVideo(source: string): boolean {
  return VIDEO_SOURCES.has(source) || hostKind(source) === "video";
}

function isShopping({ source, campaign }: Traffic): boolean {
  return (
    SHOPPING_SOURCES.has(source) || hostKind(source) === "shopping" || SHOP_CAMPAIGN.test(campaign)
  );
}

function isPush({ source, medium }: Traffic): boolean {
  return (
    medium.endsWith("push") ||
    medium.includes("mobile") ||
    medium.includes("notification") ||
    source === "firebase"
  );
}
