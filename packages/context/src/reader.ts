import { findPage, lookup, toConsent } from "@facet/engine";
import type { Consent, Ruleset, Signals } from "@facet/engine";
import { readAttributes } from "./attributes.ts";
import { type Click, readClick } from "./click.ts";
import { readChannel } from "./channel.ts";
import { resolveConsent } from "./consent.ts";
import { type Device, type DeviceReader, createDeviceReader } from "./device.ts";
import { toGeoSignals } from "./geo.ts";
import { chooseLocale } from "./locale.ts";
import { hasMacro } from "./macro.ts";
import { applyOverrides } from "./overrides.ts";
import { readPhrase } from "./phrase.ts";
import { readPlatformGeo } from "./platform-headers.ts";
import { type Referrer, readReferrer } from "./referrer.ts";
import type {
  DegradedContext,
  GeoLookup,
  GeoRecord,
  HeaderPlatform,
  RequestFacts,
  RequestReading,
  Touch,
} from "./types.ts";
import { type ParsedUrl, parseUrl } from "./url.ts";
import { type Utm, readUtm } from "./utm.ts";

/** What a reader needs. */
export interface ContextReaderOptions {
  /** Finds addresses; where it throws, the reading is flagged `geo`. */
  readonly geo: GeoLookup;
  /** The platform whose geo headers are believed, before the database is asked; absent: none. */
  readonly platformHeaders?: HeaderPlatform;
  /** Default: one of its own. */
  readonly devices?: DeviceReader;
}

/** Reads requests into signals. */
export interface ContextReader {
  /** Reads one request; never throws, whatever the facts hold. */
  read(facts: RequestFacts, ruleset: Ruleset): RequestReading;
}

/** Makes the reader that turns a request into everything of the context but the visitor's past. */
export function createContextReader(options: ContextReaderOptions): ContextReader {
  const devices = options.devices ?? createDeviceReader();
  return { read: (facts, ruleset) => readRequest(facts, ruleset, { ...options, devices }) };
}

function readRequest(
  facts: RequestFacts,
  ruleset: Ruleset,
  options: Required<Pick<ContextReaderOptions, "geo" | "devices">> & ContextReaderOptions,
): RequestReading {
  const degraded: DegradedContext[] = [];
  const { site, attributes } = ruleset.artifact;
  const url = parseUrl(facts.url ?? "");
  const utm = readUtm(url.parameters);
  const click = readClick(url.parameters);
  const referrer = readReferrer(facts.referrer, url.host);
  const touch = toTouch(utm, click, referrer);
  const declared = readAttributes(facts.attributes ?? {}, attributes);
  const locale = chooseLocale(site.locales, wantedLanguages(facts));
  const page = facts.page ?? findPageOf(facts, url, ruleset);
  const phrase = readPhrase(url.parameters, replacedText(facts, "query") ?? facts.query);
  const geo = readGeo(facts, options, degraded);
  const consent = resolveConsent({
    asked: facts.consent,
    cookieHeader: header(facts, "cookie"),
    gpc: header(facts, "sec-gpc"),
    siteDefault: site.consent,
  });
  const signals = applyOverrides(
    {
      ...declared.values,
      ...(page === null ? {} : { page }),
      ...(facts.url === undefined ? {} : { url: toUrlSignals(url) }),
      ...branch("utm", utm),
      ...(click === undefined ? {} : { click: { platform: click.platform, id: click.id } }),
      ...(phrase?.text === undefined ? {} : { query: phrase.text }),
      ...branch("referrer", referrer),
      channel: touch.channel,
      ...branch("geo", geo === undefined ? {} : toGeoSignals(geo, locale.content)),
      device: { ...readDevice(facts, options.devices, degraded) },
      ...(locale.signal === undefined ? {} : { locale: locale.signal }),
      consent: { ...consent },
    },
    facts.signals ?? {},
  );
  return {
    page,
    signals,
    ...(phrase === undefined ? {} : { phrase }),
    locale: locale.content,
    bot: lookup(signals, ["device", "bot"]) === true,
    consent: readConsent(signals),
    touch,
    warnings: declared.warnings,
    degraded,
    diagnostics: { brokenMacros: brokenMacros(facts, url) },
  };
}

function toTouch(utm: Utm, click: Click | undefined, referrer: Referrer): Touch {
  const isOutside = referrer.host !== undefined && referrer.type !== "internal";
  return {
    ...utm,
    ...(click === undefined ? {} : { clickPlatform: click.platform, clickId: click.id }),
    ...(isOutside ? { referrer: referrer.host } : {}),
    channel: readChannel(utm, click, referrer),
  };
}

function findPageOf(facts: RequestFacts, url: ParsedUrl, ruleset: Ruleset): string | null {
  return facts.url === undefined || url.path === undefined ? null : findPage(ruleset, url.path);
}

function toUrlSignals({ host, path, query }: ParsedUrl): Signals {
  return {
    ...(host === undefined ? {} : { host }),
    ...(path === undefined ? {} : { path }),
    query,
  };
}

function readGeo(
  { ip, headers }: RequestFacts,
  { geo, platformHeaders }: ContextReaderOptions,
  degraded: DegradedContext[],
): GeoRecord | undefined {
  if (platformHeaders !== undefined && headers !== undefined) {
    const record = readPlatformGeo(headers, platformHeaders);
    if (record !== undefined) return record;
  }
  if (ip === undefined) return undefined;
  try {
    return geo.lookup(ip);
  } catch {
    degraded.push("geo");
    return undefined;
  }
}

function readDevice(
  { userAgent, headers = {} }: RequestFacts,
  devices: DeviceReader,
  degraded: DegradedContext[],
): Device {
  try {
    return devices.read(userAgent, headers);
  } catch {
    degraded.push("device");
    return { bot: false };
  }
}

/** The visitor's languages; a replaced signal `locale` speaks for them. */
function wantedLanguages(facts: RequestFacts): string | undefined {
  return replacedText(facts, "locale") ?? header(facts, "accept-language");
}

function replacedText({ signals }: RequestFacts, name: string): string | undefined {
  if (signals === undefined || !Object.hasOwn(signals, name)) return undefined;
  const value = signals[name];
  return typeof value === "string" ? value : undefined;
}

function header({ headers }: RequestFacts, name: string): string | undefined {
  return headers !== undefined && Object.hasOwn(headers, name) ? headers[name] : undefined;
}

/** Consent as the signals have it, so that a replaced `consent.ads` is obeyed. */
function readConsent(signals: Signals): Consent {
  return toConsent((purpose) => lookup(signals, ["consent", purpose]) === true);
}

function brokenMacros({ query }: RequestFacts, url: ParsedUrl): readonly string[] {
  return query !== undefined && hasMacro(query) ? ["query", ...url.brokenMacros] : url.brokenMacros;
}

/** A branch of the signal tree, left out where it would be empty. */
function branch(name: string, values: object): Signals {
  return Object.keys(values).length === 0 ? {} : { [name]: { ...values } };
}
