import type { DecideResponse } from "@facet/protocol";
import { parseCode } from "@facet/protocol/code";
import { isRecord, own } from "./json.ts";
import type { JsonRecord } from "./json.ts";

const OFFER_TYPES = new Set<unknown>(["modal", "bar", "slide-in", "notification"]);

const CONTENT_CHECKS: ReadonlyMap<unknown, (content: unknown) => boolean> = new Map([
  ["text", isText],
  ["html", isText],
  ["cta", (content: unknown) => hasTexts(content, ["label", "href"])],
  ["image", (content: unknown) => hasTexts(content, ["src"])],
  ["form", isRecord],
  ["json", (content: unknown) => content !== undefined],
]);

/**
 * The decision in an answer, or undefined where the answer is anything else: every slot must have
 * content of its own type, so that a page never meets a shape it cannot show.
 */
export function parseDecision(value: unknown): DecideResponse | undefined {
  if (!isRecord(value)) return undefined;
  const { decisionId, rules, page, slots, offers, visitor, clicks } = value;
  if (typeof decisionId !== "string" || typeof rules !== "string") return undefined;
  if (page !== null && !(typeof page === "string" && page.isWellFormed())) return undefined;
  if (!isRecord(slots) || !Object.values(slots).every(isSlotDecision)) return undefined;
  if (!Array.isArray(offers) || !offers.every(isOfferDecision)) return undefined;
  if (!isRecord(visitor)) return undefined;
  const whole = {
    ...value,
    ...(clicks === undefined
      ? {}
      : { clicks: Array.isArray(clicks) ? clicks.filter(isClick) : [] }),
    offerLimits: isRecord(value["offerLimits"]) ? value["offerLimits"] : {},
    warnings: Array.isArray(value["warnings"]) ? value["warnings"] : [],
    // They go into a header.
    degraded: toTexts(value["degraded"]).filter((part) => /^[\w-]+$/.test(part)),
    cache: parseCache(value["cache"]),
  };
  // Checked above member by member; the rest of the shape is optional and read with care.
  return whole as unknown as DecideResponse;
}

/** The slots in an answer of `/v1/render`, or undefined where it is anything else. */
export function parseSlots(value: unknown): DecideResponse["slots"] | undefined {
  const slots = isRecord(value) ? value["slots"] : undefined;
  if (!isRecord(slots) || !Object.values(slots).every(isSlotDecision)) return undefined;
  // Every slot was checked.
  return slots as unknown as DecideResponse["slots"];
}

function isSlotDecision(value: unknown): boolean {
  if (!isRecord(value) || typeof value["reason"] !== "string") return false;
  const check = CONTENT_CHECKS.get(value["type"]);
  if (check === undefined) return false;
  return own(value, "hidden") === true || check(value["content"]);
}

// Unreadable, it is no promise that anybody may share the page.
function parseCache(value: unknown): DecideResponse["cache"] {
  if (!isRecord(value)) return undefined;
  const { scope, key, maxAge, swr, tags } = value;
  const isScope = scope === "static" || scope === "shared";
  if (!isScope || typeof key !== "string" || parseCode(key) === undefined) return undefined;
  return {
    scope,
    key,
    maxAge: toSeconds(maxAge),
    swr: toSeconds(swr),
    tags: toTexts(tags).filter((tag) => /^[\w.-]+$/.test(tag)),
    varies: toTexts(value["varies"]),
    cardinality: typeof value["cardinality"] === "number" ? value["cardinality"] : 1,
  };
}

function toSeconds(value: unknown): number {
  return typeof value === "number" && value > 0 ? Math.floor(value) : 0;
}

function toTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function isOfferDecision(value: unknown): boolean {
  if (!isRecord(value) || typeof value["id"] !== "string") return false;
  if (!OFFER_TYPES.has(value["type"]) || !isRecord(value["trigger"])) return false;
  return value["form"] === undefined || isRecord(value["form"]);
}

function isClick(value: unknown): boolean {
  return hasTexts(value, ["event", "selector"]);
}

function isText(content: unknown): boolean {
  return typeof content === "string";
}

function hasTexts(content: unknown, names: readonly string[]): content is JsonRecord {
  return isRecord(content) && names.every((name) => typeof content[name] === "string");
}
