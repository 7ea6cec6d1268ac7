import { isbot } from "isbot";
import { LRUCache } from "lru-cache";
import { UAParser } from "ua-parser-js";

const MAX_USER_AGENT_LENGTH = 1_024;
const CACHED_USER_AGENTS = 5_000;

/** What the visitor's software is; absent fields are not told. */
export interface Device {
  readonly type?: string;
  readonly os?: string;
  readonly browser?: string;
  /** A crawler, a link preview, an HTTP library. */
  readonly bot: boolean;
}

// Crawlers that call themselves neither bot nor by an address of their operator.
const MORE_BOTS =
  /StackRambler|\bYandex(?:Images|Video|Media|Blogs|News|Pagechecker|Catalog|Calendar|Market|Webmaster|Verticals|Vertis|OntoDB|Tracker)\b/i;

const OS_NAMES = new Map([
  ["Mac OS", "macOS"],
  ["Chromium OS", "Chrome OS"],
  ...[
    "Ubuntu",
    "Debian",
    "Fedora",
    "Mint",
    "Arch",
    "SUSE",
    "Gentoo",
    "CentOS",
    "Red Hat",
    "GNU",
    "Manjaro",
  ].map((name) => [name, "Linux"] as const),
]);
// What the parser calls otherwise; `embedded` is no kind that a page could be made for.
const TYPES = new Map([
  ["mobile", "mobile"],
  ["tablet", "tablet"],
  ["smarttv", "tv"],
  ["console", "console"],
  ["wearable", "wearable"],
  ["xr", "wearable"],
]);
const BROWSER_NAMES = new Map([
  ["Mobile Safari", "Safari"],
  ["Mobile Firefox", "Firefox"],
  ["Chrome Headless", "Chrome"],
]);
const PLATFORMS = new Map([
  ["Chromium OS", "Chrome OS"],
  ...["Android", "Chrome OS", "iOS", "Linux", "macOS", "Windows"].map(
    (name) => [name, name] as const,
  ),
]);

/** Reads devices from request headers, remembering the User-Agents it has read. */
export interface DeviceReader {
  /**
   * Tells type (`mobile`, `tablet`, `desktop`, `tv`, `console`, `wearable`),
   * operating system and browser. Client hints (`Sec-CH-UA-Mobile`, `Sec-CH-UA-Platform`;
   * wicg.github.io/ua-client-hints) speak before the User-Agent. With neither nothing is known,
   * and it is no bot.
   */
  read(userAgent: string | undefined, headers: Readonly<Record<string, string>>): Device;
}

/** Makes a reader that keeps the answers for the last 5,000 User-Agents. */
export function createDeviceReader(): DeviceReader {
  const cache = new LRUCache<string, Device>({ max: CACHED_USER_AGENTS });
  return {
    read(userAgent, headers) {
      const device = fromUserAgent(cache, userAgent?.slice(0, MAX_USER_AGENT_LENGTH).trim() ?? "");
      return applyHints(device, headers);
    },
  };
}

function fromUserAgent(cache: LRUCache<string, Device>, userAgent: string): Device {
  if (userAgent === "") return { bot: false };
  let device = cache.get(userAgent);
  if (device === undefined) {
    device = parseUserAgent(userAgent);
    cache.set(userAgent, device);
  }
  return device;
}

function parseUserAgent(userAgent: string): Device {
  const parser = new UAParser(userAgent);
  const os = parser.getOS().name;
  const browser = parser.getBrowser().name;
  // The parser has no name for what is neither mobile nor anything else special.
  const special = parser.getDevice().type;
  const ordinary = os === undefined ? undefined : "desktop";
  const type = special === undefined ? ordinary : TYPES.get(special);
  return {
    ...(type === undefined ? {} : { type }),
    ...(os === undefined ? {} : { os: OS_NAMES.get(os) ?? os }),
    ...(browser === undefined ? {} : { browser: BROWSER_NAMES.get(browser) ?? browser }),
    bot: isbot(userAgent) || MORE_BOTS.test(userAgent),
  };
}

function applyHints(device: Device, headers: Readonly<Record<string, string>>): Device {
  const mobile = header(headers, "sec-ch-ua-mobile");
  const platform = PLATFORMS.get(header(headers, "sec-ch-ua-platform")?.replaceAll('"', "") ?? "");
  if (mobile === undefined && platform === undefined) return device;
  const type = typeByHint(mobile, device.type);
  return {
    ...device,
    ...(type === undefined ? {} : { type }),
    ...(platform === undefined ? {} : { os: platform }),
  };
}

function typeByHint(mobile: string | undefined, type: string | undefined): string | undefined {
  if (mobile === "?1") return "mobile";
  // Tablets, televisions and headsets also answer `?0`.
  return mobile === "?0" && (type === undefined || type === "mobile") ? "desktop" : type;
}

function header(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(headers, name) ? headers[name]?.trim() : undefined;
}
