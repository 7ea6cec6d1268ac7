import type { Insert, Json, JsonObject, SlotType, Template } from "@facet/engine";
import { prepareFormContent } from "./forms.ts";
import { readTemplate } from "./insertion-check.ts";
import type { InsertionRules } from "./insertion-check.ts";
import { toSafeTemplate } from "./safe-template.ts";
import { complain, within } from "./spot.ts";
import type { Spot } from "./spot.ts";
import { fallbackText } from "./template.ts";
import { warnOfSlips } from "./text-slips.ts";
import { urlProblem, urlTemplateProblem } from "./url-field.ts";

/** Content with its insertions found: the shape that a shown {@link Content} has. */
export interface ShownContent {
  readonly value: Json;
  readonly inserts?: readonly Insert[];
}

/** What a text inside content is to a browser. */
type TextRole = "text" | "html" | "url" | "name";

/** Fields of structured content that are not read by people, so nothing is inserted into them. */
const NAMES: ReadonlySet<string> = new Set(["ask", "event", "name", "target", "type", "value"]);
const URLS: ReadonlySet<string> = new Set(["href", "src"]);

/**
 * Compiles authored content: insertions are found, addresses checked, markup made safe. The texts of
 * the result are what shows when nothing can be inserted.
 *
 * @param kind Type of the slot, or `offer` for the content of an offer.
 * @param value Content that has the shape of its kind.
 */
export function compileValue(
  kind: SlotType | "offer",
  value: Json,
  { rules, spot }: { readonly rules: InsertionRules; readonly spot: Spot },
): ShownContent {
  const inserts: Insert[] = [];
  const visit = (node: Json, path: readonly (string | number)[]): Json => {
    if (typeof node === "string") {
      const role = roleOf(kind, path);
      const place = within(spot, ...path);
      if (role === "text" && kind !== "json") warnOfSlips(node, place);
      const { template, fallback } = compileText(node, role, { rules, spot: place });
      if (template.some((part) => typeof part !== "string")) inserts.push({ path, template });
      return fallback;
    }
    if (Array.isArray(node)) return node.map((item: Json, index) => visit(item, [...path, index]));
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      Object.entries(node as JsonObject).map(([key, item]) => [key, visit(item, [...path, key])]),
    );
  };
  const shown = visit(kind === "form" ? prepareFormContent(value, spot) : value, []);
  return inserts.length === 0 ? { value: shown } : { value: shown, inserts };
}

function roleOf(kind: SlotType | "offer", path: readonly (string | number)[]): TextRole {
  if (kind === "html") return "html";
  if (kind === "text" || kind === "json") return "text";
  const key = path.findLast((part) => typeof part === "string");
  if (key === undefined) return "text";
  if (URLS.has(key)) return "url";
  return NAMES.has(key) ? "name" : "text";
}

interface TextPlace {
  readonly rules: InsertionRules;
  readonly spot: Spot;
}

interface CompiledText {
  readonly template: Template;
  readonly fallback: string;
}

function compileText(text: string, role: TextRole, { rules, spot }: TextPlace): CompiledText {
  if (role === "name") return { template: [text], fallback: text };
  const { template } = readTemplate(text, rules, spot);
  if (role === "html") return compileHtml(template, spot);
  if (role === "url") checkUrl(template, spot);
  return { template, fallback: fallbackText(template) };
}

function compileHtml(template: Template, spot: Spot): CompiledText {
  const safe = toSafeTemplate(template);
  if (safe.removed.length > 0) {
    complain(spot, {
      severity: "warning",
      code: "html-removed",
      message: `this was taken out of the markup, because it is not safe or not allowed: ${safe.removed.join(", ")}`,
      suggestion: "leave it out; scripts, styles, frames and forms do not belong into content",
    });
  }
  return safe;
}

function checkUrl(template: Template, spot: Spot): void {
  const inserted = template.some((part) => typeof part !== "string");
  const message =
    urlProblem(fallbackText(template)) ?? (inserted ? urlTemplateProblem(template) : undefined);
  if (message !== undefined) complain(spot, { code: "bad-url", message });
}
