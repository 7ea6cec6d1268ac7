import type { DecideResponse } from "@facet/protocol";
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
  if (page !== null && typeof page !== "string") return undefined;
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
    degraded: Array.isArray(value["degraded"]) ? value["degraded"] : [],
  };
  // Checked above member by member; the rest of the shape is optional and read with care.
  return whole as unknown as DecideResponse;
}

function isSlotDecision(value: unknown): boolean {
  if (!isRecord(value) || typeof value["reason"] !== "string") return false;
  const check = CONTENT_CHECKS.get(value["type"]);
  if (check === undefined) return false;
  return own(value, "hidden") === true || check(value["content"]);
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
