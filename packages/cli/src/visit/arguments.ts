import { findSignal, parseInstant } from "@facet/engine";
import type { DecideRequest, Json } from "@facet/protocol";
import type { ParsedArgs } from "citty";
import { RULES_ARGUMENT } from "../rules-folder.ts";
import { UsageError } from "../usage-error.ts";
import { parseYamlArgument } from "../yaml-argument.ts";

/** The options that describe one page view, for the commands that decide it. */
export const VISIT_ARGUMENTS = {
  url: {
    type: "positional",
    required: true,
    description: "the page's address, query included; a path such as /okna will do",
  },
  rules: RULES_ARGUMENT,
  query: { type: "string", valueHint: "phrase", description: "the ad phrase or search query" },
  city: { type: "string", valueHint: "name", description: "city, in any language the rules use" },
  country: { type: "string", valueHint: "code", description: "country, two letters" },
  region: { type: "string", valueHint: "code", description: "region, e.g. RU-MOW" },
  device: {
    type: "string",
    valueHint: "type",
    description: "desktop, mobile, tablet, tv, console or wearable",
  },
  locale: {
    type: "string",
    valueHint: "tag",
    description: "the visitor's language, e.g. ru or en-GB",
  },
  visits: {
    type: "string",
    valueHint: "number",
    description: "which visit this is; 1 is the first",
  },
  score: { type: "string", valueHint: "points", description: "lead score" },
  at: {
    type: "string",
    valueHint: "instant",
    description: "the clock, e.g. 2026-12-05T12:00:00+03:00",
  },
  referrer: { type: "string", valueHint: "url", description: "where the visitor came from" },
  page: {
    type: "string",
    valueHint: "id",
    description: "page id, instead of finding it by the path",
  },
  ip: {
    type: "string",
    valueHint: "address",
    description: "the visitor's address, looked up in the geo database",
  },
  "user-agent": { type: "string", valueHint: "text", description: "the visitor's User-Agent" },
  visitor: { type: "string", valueHint: "id", description: "visitor id: what experiments draw by" },
  attribute: {
    type: "string",
    valueHint: "name=value",
    description: "an attribute of site.yaml; may be repeated",
  },
  signal: {
    type: "string",
    valueHint: "name=value",
    description: "any other signal, e.g. interest=1; may be repeated",
  },
  json: { type: "boolean", description: "print the answer of the API as JSON" },
} as const;

/** Options of {@link VISIT_ARGUMENTS} that may be repeated. */
export const REPEATABLE: readonly string[] = ["attribute", "signal"];

/** What `--city` and its like replace. */
const SIGNAL_OPTIONS = {
  city: "geo.city",
  region: "geo.region",
  locale: "locale",
} as const;

/**
 * Writes the options of a command as a decide request.
 *
 * @throws UsageError where a value is of the wrong form.
 */
export function toRequest(
  args: ParsedArgs<typeof VISIT_ARGUMENTS>,
  repeated: Readonly<Record<string, readonly string[]>>,
): DecideRequest {
  const signals: Record<string, Json> = {};
  for (const option of ["city", "region", "locale"] as const) {
    const value = args[option];
    if (value !== undefined) signals[SIGNAL_OPTIONS[option]] = value;
  }
  if (args.country !== undefined) signals["geo.country"] = toCountry(args.country);
  if (args.device !== undefined) signals["device.type"] = toDevice(args.device);
  if (args.visits !== undefined) signals["visits"] = toNumber("visits", args.visits);
  if (args.score !== undefined) signals["score"] = toNumber("score", args.score);
  Object.assign(signals, toPairs("signal", repeated["signal"]));
  const attributes = toPairs("attribute", repeated["attribute"]);
  const request: { -readonly [name in keyof DecideRequest]: DecideRequest[name] } = {
    url: toUrl(args.url),
  };
  if (args.page !== undefined) request.page = args.page;
  if (args.query !== undefined) request.query = args.query;
  if (args.referrer !== undefined) request.referrer = args.referrer;
  if (args.ip !== undefined) request.ip = args.ip;
  if (args["user-agent"] !== undefined) request.userAgent = args["user-agent"];
  if (args.visitor !== undefined) request.visitorId = args.visitor;
  if (args.at !== undefined) request.at = toInstantText(args.at);
  if (Object.keys(attributes).length > 0) request.attributes = attributes;
  if (Object.keys(signals).length > 0) request.signals = signals;
  return request;
}

/** A host without a scheme is taken for a web address. */
function toUrl(text: string): string {
  const isHost = /^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]|$)/.test(text);
  const url = isHost ? `https://${text}` : text;
  if (/^\/(?!\/)/.test(url)) return url;
  if (/^https?:/i.test(url) && URL.canParse(url)) return url;
  throw new UsageError(
    `${JSON.stringify(text)} is no address of a page`,
    "write a path such as /okna, or a whole address such as https://okna.example/okna",
  );
}

/** Country codes are written in capitals. */
function toCountry(text: string): string {
  if (/^[a-z]{2}$/i.test(text)) return text.toUpperCase();
  throw new UsageError(
    `--country ${JSON.stringify(text)} is no country code`,
    "write its two letters, e.g. --country RU",
  );
}

function toDevice(text: string): string {
  const known = (findSignal("device.type")?.values ?? []).map(String);
  if (known.includes(text)) return text;
  throw new UsageError(
    `--device ${JSON.stringify(text)} is no kind of device`,
    `write one of ${known.join(", ")}`,
    { name: text, known, prefix: "--device " },
  );
}

function toNumber(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && Number.isFinite(number)) return number;
  throw new UsageError(`--${option} ${JSON.stringify(text)} is no number`, `e.g. --${option} 2`);
}

function toInstantText(text: string): string {
  const instant = parseInstant(text);
  if (instant !== undefined) return new Date(instant).toISOString();
  throw new UsageError(
    `--at ${JSON.stringify(text)} is no instant`,
    "write it as 2026-12-05T12:00:00+03:00",
  );
}

function toPairs(option: string, given: readonly string[] = []): Record<string, Json> {
  const pairs: Record<string, Json> = {};
  for (const text of given) {
    const equals = text.indexOf("=");
    if (equals < 1) {
      throw new UsageError(
        `--${option} ${JSON.stringify(text)} has no name`,
        `e.g. --${option} name=value`,
      );
    }
    const value = parseYamlArgument(text.slice(equals + 1), `--${option} ${text.slice(0, equals)}`);
    pairs[text.slice(0, equals)] = value as Json;
  }
  return pairs;
}
