/** Markup that is safe to put into a page as it is. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: markup as it is, anything else as escaped text. */
export type Part = Markup | string | number | undefined | readonly Part[];

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** Writes HTML or SVG; every part is escaped but what was written the same way. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const [first = "", ...rest] = strings;
  return {
    markup: rest.reduce((text, string, i) => text + toMarkup(parts[i]) + string, first),
  };
}

function toMarkup(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string")
    return part.replace(/[&<>"']/gu, (sign) => ESCAPES.get(sign) ?? sign);
  if (typeof part === "number") return String(part);
  return isMarkup(part) ? part.markup : part.map(toMarkup).join("");
}

function isMarkup(part: Markup | readonly Part[]): part is Markup {
  return "markup" in part;
}
