import known from "./data/referrer-hosts.json" with { type: "json" };

/** What kind of site links to the page. */
export type HostKind = "search" | "social" | "video" | "shopping" | "email" | "ads" | "ai";

const GOOGLE = /^(?:(?:images|news|blogsearch|video|encrypted)\.)?google\.(?:com?\.)?[a-z]{2,3}$/;
const YANDEX = /^(?:yandex\.(?:com?\.)?[a-z]{2,3}|ya\.ru)$/;
const COMMON_PREFIX = /^(?:www|m|mobile|lite|touch|amp)\./;

// What the list lacks or has by another name; Android apps go by their package name.
const MORE_SEARCH = [
  "rambler.ru",
  "search.mail.ru",
  "search.brave.com",
  "kagi.com",
  "startpage.com",
  "swisscows.com",
  "presearch.com",
  "search.marginalia.nu",
  "com.google.android.googlequicksearchbox",
  "ru.yandex.searchplugin",
  "com.yandex.searchapp",
];
const MORE_SOCIAL = [
  "vk.ru",
  "vk.me",
  "ok.me",
  "dzen.ru",
  "zen.yandex.ru",
  "zen.yandex.com",
  "t.me",
  "telegram.me",
  "telegram.org",
  "org.telegram.messenger",
  "org.telegram.messenger.web",
  "com.vkontakte.android",
  "ru.ok.android",
  "com.facebook.katana",
  "com.instagram.android",
  "max.ru",
  "tenchat.ru",
  "pikabu.ru",
  "threads.net",
  "threads.com",
  "tiktok.com",
  "snapchat.com",
  "discord.com",
  "whatsapp.com",
  "wa.me",
  "viber.com",
  "livejournal.com",
  "medium.com",
  "mastodon.social",
];
const MORE_EMAIL = [
  "e.mail.ru",
  "mail.yandex.by",
  "mail.google.com",
  "mail.proton.me",
  "outlook.office.com",
  "outlook.office365.com",
  "com.google.android.gm",
  "ru.mail.mailapp",
  "ru.yandex.mail",
];
const VIDEO = [
  "youtube.com",
  "youtu.be",
  "vimeo.com",
  "rutube.ru",
  "vkvideo.ru",
  "twitch.tv",
  "dailymotion.com",
  "netflix.com",
  "hulu.com",
  "disneyplus.com",
  "iqiyi.com",
  "youku.com",
  "com.google.android.youtube",
];
const SHOPPING = [
  "amazon.com",
  "ebay.com",
  "aliexpress.com",
  "aliexpress.ru",
  "etsy.com",
  "walmart.com",
  "shopping.google.com",
  "ozon.ru",
  "wildberries.ru",
  "market.yandex.ru",
  "megamarket.ru",
  "price.ru",
];
const AI = [
  "chatgpt.com",
  "chat.openai.com",
  "claude.ai",
  "perplexity.ai",
  "gemini.google.com",
  "bard.google.com",
  "notebooklm.google.com",
  "copilot.microsoft.com",
  "copilot.com",
  "chat.deepseek.com",
  "chat.mistral.ai",
  "chat.qwen.ai",
  "grok.com",
  "meta.ai",
  "you.com",
  "poe.com",
  "iask.ai",
  "phind.com",
  "alice.yandex.ru",
  "giga.chat",
];

const EXACT = new Map<string, HostKind>();
const WITH_SUBDOMAINS = new Map<string, HostKind>();
// Later lines win: a host that is listed twice is what the later list says.
add(EXACT, "search", [...known.search.split(" "), ...MORE_SEARCH]);
add(WITH_SUBDOMAINS, "social", [...known.social.split(" "), ...MORE_SOCIAL]);
add(EXACT, "email", [...known.email.split(" "), ...MORE_EMAIL]);
add(WITH_SUBDOMAINS, "ads", known.ads.split(" "));
add(WITH_SUBDOMAINS, "ai", AI);
add(WITH_SUBDOMAINS, "video", VIDEO);
add(WITH_SUBDOMAINS, "shopping", SHOPPING);

/**
 * Tells what kind of site a host is: search engine, social network (messengers included),
 * video site, shop, web mail, ad network or AI assistant.
 *
 * @param host Lower case, as in a URL; Android apps by package name.
 * @returns the kind, or `undefined` for any other site.
 */
export function hostKind(host: string): HostKind | undefined {
  const bare = host.replace(COMMON_PREFIX, "");
  const exact = EXACT.get(host) ?? EXACT.get(bare);
  if (exact !== undefined && exact !== "search") return exact;
  return (
    parentKind(bare) ?? exact ?? (GOOGLE.test(bare) || YANDEX.test(bare) ? "search" : undefined)
  );
}

function parentKind(host: string): HostKind | undefined {
  for (let rest = host; rest.includes("."); rest = rest.slice(rest.indexOf(".") + 1)) {
    const kind = WITH_SUBDOMAINS.get(rest);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function add(map: Map<string, HostKind>, kind: HostKind, hosts: readonly string[]): void {
  for (const host of hosts) map.set(host, kind);
}
